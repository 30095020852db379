import { hashPassword } from '../../bot/core/secrets.ts'

export const password = 'correct horse'
export const passwordHash = await hashPassword(password)
