import type { Action } from '../core/action.ts'
import { forgetAlias, listAliases } from './aliases.ts'
import { showAudit } from './audit.ts'
import { setBranding } from './branding.ts'
import { setChannel, showChannel } from './channels.ts'
import {
  listFeedback,
  listWantedFeedback,
  sendFeedback,
  setFeedbackState,
  supportFeedback,
} from './feedback.ts'
import { setFeedbackRoute } from './feedback-routes.ts'
import { decideRecovery, listRecoveryRequests, requestRecovery, showDocument } from './identity.ts'
import { listLinks } from './linked-chats.ts'
import { confirmLink, link, linkByCode, unlink, whoAmI } from './links.ts'
import { changeRole, listMembers, setPermissions } from './members.ts'
import { listNewsletters, setNewsletters } from './newsletters.ts'
import {
  leaveOrganisation,
  listOrganisations,
  renameOrganisation,
  switchOrganisation,
} from './organisations.ts'
import { requestPasswordReset, resetPassword } from './password-reset.ts'
import {
  addPaymentMethod,
  listInvoices,
  listPaymentMethods,
  removePaymentMethod,
  setDefaultPaymentMethod,
} from './payment.ts'
import { cancelProduct, listProducts, moveProduct, orderProduct, setRenewalWarranty } from './products.ts'
import { confirmRecoveryEmail, setRecoveryEmail, showRecoveryEmail } from './recovery.ts'
import { renewProduct, settleInvoice } from './renewals.ts'
import { listSessions, signOut, signOutEverywhere } from './sessions.ts'
import { listShares } from './shares.ts'
import { confirmSignIn, signIn } from './sign-in.ts'
import { upgradeSuite } from './suite.ts'
import { confirmTwoFactor, enableTwoFactor, removeTwoFactor } from './two-factor.ts'

/** Everything that can be done, in the order in which it is offered. Every surface is derived from this list. */
const list: readonly Action[] = [
  changeRole,
  setPermissions,
  listMembers,
  listShares,
  showAudit,
  setRenewalWarranty,
  listProducts,
  orderProduct,
  renewProduct,
  removeTwoFactor,
  enableTwoFactor,
  confirmTwoFactor,
  signIn,
  confirmSignIn,
  signOut,
  requestRecovery,
  listRecoveryRequests,
  showDocument,
  decideRecovery,
  listSessions,
  signOutEverywhere,
  switchOrganisation,
  listOrganisations,
  leaveOrganisation,
  renameOrganisation,
  setNewsletters,
  listNewsletters,
  setRecoveryEmail,
  showRecoveryEmail,
  confirmRecoveryEmail,
  requestPasswordReset,
  resetPassword,
  upgradeSuite,
  moveProduct,
  cancelProduct,
  sendFeedback,
  listFeedback,
  supportFeedback,
  listWantedFeedback,
  setFeedbackState,
  listAliases,
  forgetAlias,
  addPaymentMethod,
  setDefaultPaymentMethod,
  removePaymentMethod,
  listPaymentMethods,
  listInvoices,
  settleInvoice,
  setBranding,
  link,
  linkByCode,
  confirmLink,
  unlink,
  whoAmI,
  listLinks,
  setChannel,
  showChannel,
  setFeedbackRoute,
]

/** The same by id. */
export const actions: ReadonlyMap<string, Action> = new Map(list.map(action => [action.id, action]))
