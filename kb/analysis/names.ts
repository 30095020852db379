/**
 * Names of services, devices, programs and protocols that people ask any help desk about, the same in every language. They are meant
 * as they stand, and are no misspellings; a question about one that no guide knows is about something else.
 */
const names = `
  netflix spotify disney hulu twitch youtube tiktok instagram facebook whatsapp messenger snapchat telegram signal linkedin
  twitter pinterest reddit tinder discord skype zoom webex slack trello notion jira asana miro figma canva
  amazon alexa siri ebay zalando ikea aliexpress temu shein vinted leboncoin etsy shopify prestashop magento woocommerce wix
  squarespace uber airbnb booking ryanair easyjet tripadvisor google gmail gsuite chromecast icloud itunes apple microsoft
  onedrive dropbox wetransfer mega yahoo hotmail gmx bluewin protonmail orange sfr bouygues swisscom salt sunrise movistar vodafone
  telekom telefonica tim wind iliad fastweb sky verizon comcast ovh ionos godaddy gandi hetzner hostinger cloudflare aws azure
  outlook thunderbird exchange excel powerpoint word photoshop illustrator acrobat indesign libreoffice openoffice
  chrome firefox safari edge opera brave windows macos linux ubuntu debian ios ipados android iphone ipad macbook airpods
  samsung huawei xiaomi pixel nokia sony lg hp epson canon brother fritzbox livebox synology qnap raspberry playstation xbox
  nintendo switch fortnite minecraft roblox steam
  imap pop pop3 smtp ftp ftps sftp ssh ssl tls https http dns dnssec dkim dmarc spf mx cname caldav carddav webdav rsync cron
  php mysql mariadb postgresql sql mongodb redis nodejs python java javascript html css apache nginx htaccess wordpress joomla
  drupal typo3 nextcloud owncloud moodle phpmyadmin composer docker kubernetes git github gitlab api webhook json xml csv
  vpn wifi wlan lan nas usb hdmi bluetooth ethernet router proxy firewall captcha cdn vps ipv4 ipv6 rdp vnc
  zip rar mp3 mp4 pdf docx xlsx pptx ics vcf eml pst
  chatgpt openai gemini copilot claude bitcoin ethereum bitlocker norton avast kaspersky mcafee teamviewer anydesk adblock
  swissid spid elster franceconnect dhl ups fedex sbb cff ffs tgv renfe trenitalia ratp bvg lufthansa paypal`

const set = new Set(names.trim().split(/\s+/))

/** Whether a folded word is such a name. */
export function isName(word: string): boolean {
  return set.has(word)
}

/** What is borrowed into all our languages, mostly from English, and our products' names: it tells no language. */
const borrowed = `
  2fa account admin administrator antivirus api app apps authenticator backup backups badge banner beta billing blog bot
  branding browser business button cache chat chrome cloud cms code cookie cookies copyright crash debug design desktop dns
  domain downgrade download drive dvd edge email emails enterprise error excel export fax feature feedback feedbacks file
  firewall flash forum freelance ftp gmail hacker hardware hashtag homepage host hosting hotline html http https icon id
  import inbox internet intranet ios ipad iphone jpeg jpg junk kchat kdrive kmeet ksuite laptop link links live login logo
  logos logout logs mac mail mailing mails malware manager marketing meeting mfa mobile monitor nas newsletter newsletters
  notebook offline online opt otp outlook owner package password passwords pc pdf phishing php pin plugin png podcast
  podcasts pop popup premium print pro provider qr query radio rebranding recovery renewal reply reset router sandbox scan
  scanner screen script scroll selfie server setup share shop signature site smartphone sms smtp software spam sql ssd ssh
  ssl standard start startup status storage stream streaming suite support svg swiss swisstransfer switch synology tablet tag
  tags tan team template test ticket tickets token top totp touchscreen tracking trojan tutorial update updates upgrade
  upgrades upload url usb user username version video videos virus visa vpn wallet warranty web webcam webhosting webinar
  webmail website websites wifi windows wlan word wordpress workflow workspace xml zip`

const borrowedSet = new Set(borrowed.trim().split(/\s+/))

/** Whether a folded word is the same in all our languages. */
export function isShared(word: string): boolean {
  return borrowedSet.has(word) || set.has(word)
}
