import { itConverses } from '../contracts/conversations.ts'
import { openSlackStage } from './talker.ts'

itConverses('Slack', openSlackStage)
