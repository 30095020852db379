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
