import type { HtmlEscapedString } from 'hono/utils/html'

/** What a template makes: text that is escaped already. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>
