import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Fault } from '../refusal.ts'

type Json = Record<string, unknown>
type Operation = { requestBody?: { required?: boolean; content: Record<string, unknown> } }
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json> }
}

export type Route = { readonly template: string; readonly params: Readonly<Record<string, string>> }

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const document: Document = strict(
  JSON.parse(readFileSync(new URL('../../schema/discord-openapi-v10.json', import.meta.url), 'utf8')),
)
const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false })
addFormats.default(ajv)
ajv.addFormat('snowflake', /^\d{1,20}$/)
ajv.addFormat('nonce', true)
ajv.addSchema(document, 'discord')

const routes = Object.keys(document.paths)
  .map(template => ({ template, pattern: patternOf(template) }))
  .sort((a, b) => placeholders(a.template) - placeholders(b.template))
const compiled = new Map<string, ValidateFunction>()

/** The description's path template of a method and path, with what fills its placeholders; undefined if Discord has no such route. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const { template, pattern } of routes) {
    const match = pattern.exec(path)
    if (match && document.paths[template]?.[method.toLowerCase()])
      return { template, params: match.groups ?? {} }
  }
  return undefined
}

/** What in a JSON body does not fit Discord's description of the route; one fault only. */
export function schemaFaults(method: string, template: string, body: unknown): Fault[] {
  const operation = document.paths[template]?.[method.toLowerCase()]
  if (!operation?.requestBody?.content['application/json']) {
    return body === undefined ? [] : [{ where: '', message: 'this route takes no body' }]
  }
  const validate = validatorOf(method.toLowerCase(), template)
  if (validate(tolerated(template, body ?? {}))) return []
  return [deepest(validate.errors ?? [])]
}

const UNTELLING = ['not', 'anyOf', 'oneOf']

/** Of the branches of a union that did not fit, the one that went furthest is what was meant. */
function deepest(errors: readonly ErrorObject[]): Fault {
  const telling = errors.filter(
    ({ keyword, params }) => !UNTELLING.includes(keyword) && params.type !== 'null',
  )
  const depth = (error: ErrorObject) => error.instancePath.split('/').length
  const error = (telling.length > 0 ? telling : errors).reduce((a, b) => (depth(b) > depth(a) ? b : a))
  return { where: error.instancePath, message: `${error.message} ${JSON.stringify(error.params)}` }
}

/** discord.js 14.28 always sends these, and Discord takes them, though its description does not say so everywhere. */
function tolerated(template: string, body: unknown): unknown {
  if (!isObject(body)) return body
  const { nonce: _nonce, enforce_nonce: _enforced, tts: _tts, ...rest } = body
  if (template === '/channels/{channel_id}/messages/{message_id}/threads') delete rest.type
  for (const key of ['data', 'message']) {
    if (isObject(rest[key])) rest[key] = tolerated('', rest[key])
  }
  return rest
}

function validatorOf(method: string, template: string): ValidateFunction {
  const pointer = ['paths', template, method, 'requestBody', 'content', 'application/json', 'schema']
  const ref = pointer
    .map(part => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const known = compiled.get(ref)
  if (known) return known
  const validate = ajv.compile({ $ref: `discord#/${ref}` })
  compiled.set(ref, validate)
  return validate
}

/** The description with unknown keys forbidden and unions told apart by `type`, so that a fault is found where it is. */
function strict(source: Document): Document {
  const { schemas } = source.components
  const permissions = { type: ['string', 'integer', 'null'], pattern: '^[0-9]+$' }
  for (const name of ['ApplicationCommandCreateRequest', 'ApplicationCommandUpdateRequest']) {
    Object.assign(schemas[name]?.properties as Json, {
      default_member_permissions: permissions,
      nsfw: { type: ['boolean', 'null'] },
    })
  }
  walk(source, node => {
    if (isObject(node.properties) && !('additionalProperties' in node)) node.additionalProperties = false
    discriminate(node, schemas)
  })
  return source
}

/** Ajv's own discriminator takes strings only, and Discord's `type` is a number. */
function discriminate(node: Json, schemas: Document['components']['schemas']): void {
  const union = node.oneOf ?? node.anyOf
  if (!Array.isArray(union) || union.length < 2) return
  const types = union.map(member => typesOf(schemas[String(member.$ref).split('/').at(-1) ?? '']))
  if (types.some(type => type === undefined)) return
  delete node.oneOf
  delete node.anyOf
  const ofType = (allowed: unknown[]) => ({
    properties: { type: { enum: allowed } },
    required: ['type'],
    additionalProperties: true,
  })
  const branches = union.map((member, at) => ({ anyOf: [{ not: ofType(types[at] ?? []) }, member] }))
  node.allOf = [ofType(types.flatMap(type => type ?? [])), ...branches]
}

function typesOf(schema: Json | undefined): unknown[] | undefined {
  if (!isObject(schema?.properties) || !isObject(schema.properties.type)) return undefined
  const { enum: types } = schema.properties.type
  const required = schema.required
  return Array.isArray(types) && Array.isArray(required) && required.includes('type') ? types : undefined
}

function walk(node: unknown, visit: (node: Json) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit)
  if (!isObject(node)) return
  visit(node)
  for (const value of Object.values(node)) walk(value, visit)
}

function patternOf(template: string): RegExp {
  const source = template.replaceAll(/[.@]/g, '\\$&').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return new RegExp(`^${source}$`)
}

function placeholders(template: string): number {
  return template.split('{').length
}
