import type { Product } from '../core/model.ts'

/** Whether an address is one of a Mail Service's addresses (ORG-3). */
export const holdsAddress = ({ mail }: Readonly<Product>, email: string): boolean =>
  mail?.addresses.some(address => sameText(address, email)) ?? false

/** Whether an address is in a Mail Service or in its domain, so that it fails together with it (RECO-3). */
export const dependsOn = (product: Readonly<Product>, email: string): boolean =>
  holdsAddress(product, email) || (product.mail !== null && sameText(product.mail.domain, domainOf(email)))

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)
const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
