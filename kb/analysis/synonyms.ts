import type { Locale } from '../locales.ts'
import { fold } from './fold.ts'
import { stem } from './stem.ts'

/**
 * Words that people use for one another at any help desk, a group a line. What belongs to one guide alone stands in
 * that guide's `keywords`.
 */
const groups: Record<Locale, string> = {
  fr: `passe mdp password identifiants
    téléphone portable mobile smartphone natel gsm iphone android
    entreprise société boîte firme organisation association compagnie employeur
    collègue collaborateur employé salarié équipier
    chef patron directeur responsable gérant dirigeant
    facture reçu justificatif quittance
    supprimer enlever retirer effacer ôter virer
    résilier annuler cancel
    changer modifier remplacer éditer corriger rectifier
    désactiver couper arrêter stopper éteindre
    activer allumer enclencher
    stockage espace place capacité disque mémoire quota
    prix coût tarif montant coûter
    publicité pub pubs promotion promotionnel commercial marketing spam réclame
    suggestion idée proposition souhait avis opinion retour remarque feedback
    image photo logo icône emblème sigle dessin
    connecter connexion login identifier entrer accéder
    bloqué verrouillé coincé enfermé
    quitter partir sortir démissionner
    courriel mail email e-mail courrier message
    site web page
    expirer échéance périmer échoir
    renouveler renouvellement prolonger prolongation reconduire reconduction
    payer paiement régler règlement débiter prélèvement
    carte visa mastercard amex cb
    support assistance aide hotline
    utilisateur compte licence siège
    offre forfait abonnement formule plan pack
    grand agrandir augmenter supérieur upgrade
    échouer échec erreur panne bug problème
    perdu égaré volé disparu
    nom renommer appeler intitulé
    afficher voir consulter montrer visualiser lister
    identité passeport papiers pièce
    apparence aspect design thème look marque
    droit autorisation permission accès privilège
    transférer déplacer migrer
    nouveauté nouvelle actualité annonce
    argent solde crédit
    acheter commander commande achat
    oublier oublié rappeler souvenir
    embaucher recruter engager
    promouvoir nommer désigner élever
    fonction fonctionnalité option
    gratuit payant
    couleur teinte
    refuser refusé rejeté rejeter décliner
    désabonner désinscrire
    abonner inscrire inscription souscrire
    code chiffre numéro pin otp sms jeton
    newsletter infolettre bulletin mailing lettre
    perdre perdu oublier oublié égarer
    giga gigaoctet go stockage espace
    propriétaire titulaire représentant détenteur patron
    associé partenaire collègue
    gérer administrer contrôler maîtriser
    ajouter insérer mettre charger téléverser importer
    coupure interruption interrompre couper panne
    licencié viré parti quitté
    membre utilisateur personne
    permettre autoriser pouvoir
    protéger sécuriser sécurité protection
    équipe groupe service
    automatique auto automatiquement
    recevoir obtenir
    banque bancaire iban
    téléphone tel
    transmettre céder donner transférer
    pouvoir droit autorisation
    marre assez trop stop`,
  en: `password passcode pwd passphrase credentials
    phone telephone mobile cell cellphone smartphone handset iphone android
    company firm business enterprise organisation organization association club employer
    colleague coworker teammate employee staff worker
    boss manager chief head director supervisor
    invoice bill receipt
    delete remove erase drop
    cancel terminate
    change modify edit alter replace swap update
    disable deactivate stop
    enable activate
    storage space disk room capacity quota
    price cost fee
    advertising ad ads promotion promotional marketing commercial spam
    suggestion idea proposal wish opinion feedback request
    image picture photo logo icon emblem
    login logon signin connect access
    locked blocked stuck
    leave quit exit resign
    email mail message e-mail
    site website page
    expire lapse
    renew renewal extend prolong
    pay payment charge debit
    card visa mastercard amex
    support helpdesk assistance
    user seat licence license
    offer plan package subscription tier bundle
    big large upgrade
    fail failure error bug broken problem
    lost missing stolen
    name rename call
    show view display list
    identity passport document
    look appearance design theme brand
    right permission access privilege
    transfer move migrate
    news announcement
    money balance credit funds
    buy purchase order
    forget forgotten remember recall
    hire recruit employ
    promote appoint nominate
    feature function option
    refuse reject decline deny
    unsubscribe
    subscribe subscription signup
    code digit number pin otp sms token
    newsletter mailing bulletin
    lose lost forget forgot misplace
    gigabyte giga gb storage space
    owner proprietor holder representative
    partner associate colleague
    manage administer control handle
    add insert put upload import
    outage interruption interrupt cut down
    fired dismissed left gone
    member user person
    allow permit authorise authorize
    protect secure security safeguard
    team group department
    automatic auto automatically
    receive get obtain
    bank iban
    hand give transfer
    control right permission`,
  de: `passwort kennwort zugangsdaten
    telefon handy mobiltelefon smartphone natel iphone android
    firma unternehmen betrieb gesellschaft organisation verein arbeitgeber
    kollege kollegin mitarbeiter angestellter arbeitskollege
    chef vorgesetzter leiter direktor geschäftsführer
    rechnung beleg quittung
    löschen entfernen wegnehmen
    kündigen stornieren
    ändern wechseln anpassen bearbeiten ersetzen tauschen austauschen berichtigen korrigieren
    deaktivieren ausschalten abschalten abstellen
    aktivieren einschalten anschalten
    speicher speicherplatz platz festplatte kapazität
    preis kosten gebühr
    werbung reklame spam werbemail marketing promotion
    vorschlag idee wunsch meinung anregung feedback rückmeldung
    bild foto logo symbol emblem wappen
    anmelden einloggen login anmeldung zugang
    gesperrt blockiert ausgesperrt
    verlassen austreten gehen
    email mail e-mail nachricht
    webseite website seite homepage
    ablaufen auslaufen verfallen
    verlängern verlängerung erneuern
    zahlen bezahlen zahlung abbuchen abbuchung belasten
    karte kreditkarte visa mastercard
    support hilfe kundendienst
    benutzer nutzer lizenz anwender
    angebot tarif paket abo abonnement
    groß größer erweitern upgrade
    fehler scheitern fehlschlagen problem
    verloren weg gestohlen
    name umbenennen heißen bezeichnung
    anzeigen sehen ansehen auflisten zeigen
    ausweis pass identität identitätskarte
    aussehen erscheinungsbild design marke branding
    recht berechtigung zugriff erlaubnis
    übertragen verschieben umziehen
    neuigkeit nachrichten ankündigung meldung
    geld guthaben
    kaufen bestellen bestellung
    vergessen erinnern
    einstellen anstellen
    befördern ernennen
    funktion feature option
    ablehnen abgelehnt verweigern zurückweisen
    abmelden abbestellen
    abonnieren anmelden bestellen
    code ziffer zahl nummer pin otp sms token
    newsletter rundmail rundbrief rundschreiben mailing
    verlieren verloren vergessen verlegt
    gigabyte giga gb speicher speicherplatz
    inhaber besitzer eigentümer vertreter
    partner partnerin geschäftspartner kollege
    verwalten steuern kontrollieren kontrolle
    hinzufügen einfügen hochladen einsetzen hinterlegen
    unterbrechung ausfall abschaltung unterbrechen
    entlassen gekündigt ausgeschieden gegangen
    mitglied benutzer person
    erlauben gestatten dürfen
    schützen sichern sicherheit schutz
    team gruppe abteilung
    automatisch auto
    erhalten bekommen empfangen
    bank iban
    übergeben abgeben übertragen abtreten
    kontrolle recht berechtigung
    umfrage abstimmung`,
  it: `password parola credenziali
    telefono cellulare telefonino smartphone iphone android
    azienda ditta impresa società organizzazione associazione
    collega collaboratore dipendente impiegato
    capo direttore responsabile titolare
    fattura ricevuta scontrino giustificativo
    eliminare rimuovere togliere cancellare levare
    disdire annullare
    cambiare modificare sostituire correggere
    disattivare spegnere fermare
    attivare accendere
    spazio archiviazione capacità disco memoria
    prezzo costo tariffa costare
    pubblicità promozione promozionale commerciale marketing spam
    suggerimento idea proposta desiderio opinione parere feedback
    immagine foto logo icona simbolo stemma marchio
    accedere accesso login entrare connettere
    bloccato chiuso
    lasciare uscire abbandonare andarsene
    email posta mail e-mail messaggio
    sito web pagina
    scadere scadenza
    rinnovare rinnovo prolungare
    pagare pagamento addebito addebitare saldare
    carta visa mastercard bancomat
    assistenza supporto aiuto
    utente licenza posto
    offerta piano pacchetto abbonamento
    grande superiore aumentare upgrade
    errore fallire guasto problema
    perso smarrito rubato
    nome rinominare chiamare
    mostrare vedere visualizzare elencare
    identità passaporto documento
    aspetto grafica design marchio
    diritto autorizzazione permesso accesso
    trasferire spostare
    novità notizia annuncio
    denaro soldi credito saldo
    comprare acquistare ordinare
    dimenticare ricordare scordare
    assumere
    promuovere nominare
    funzione funzionalità opzione
    rifiutare rifiutato respingere
    disiscrivere cancellare
    iscrivere abbonare
    codice cifra numero pin otp sms token
    newsletter bollettino mailing circolare
    perdere perso smarrire smarrito dimenticare
    gigabyte giga gb spazio archiviazione
    proprietario titolare intestatario rappresentante
    socio socia partner collega
    gestire amministrare controllare controllo
    aggiungere inserire mettere caricare importare
    interruzione interrompere blocco
    licenziato andato partito
    membro utente persona
    consentire permettere autorizzare
    proteggere sicurezza protezione
    squadra gruppo team reparto
    automatico auto automaticamente
    ricevere ottenere
    banca bancario iban
    cedere dare trasferire passare
    controllo diritto autorizzazione
    stufo basta troppo`,
  es: `contraseña clave password credenciales
    teléfono móvil celular smartphone iphone android
    empresa compañía sociedad firma organización asociación
    compañero colega colaborador empleado trabajador
    jefe director gerente responsable
    factura recibo justificante comprobante
    eliminar quitar borrar suprimir retirar
    cancelar anular
    cambiar modificar sustituir reemplazar corregir editar
    desactivar apagar parar
    activar encender
    almacenamiento espacio capacidad disco memoria
    precio coste costo tarifa costar
    publicidad promoción promocional comercial marketing spam
    sugerencia idea propuesta deseo opinión comentario
    imagen foto logo logotipo icono emblema escudo
    acceder acceso login entrar conectar iniciar
    bloqueado encerrado
    abandonar salir dejar marcharse irse
    correo email mail mensaje e-mail
    sitio web página
    caducar vencer vencimiento expirar
    renovar renovación prolongar
    pagar pago cobro cobrar cargo
    tarjeta visa mastercard
    soporte asistencia ayuda
    usuario licencia plaza
    oferta plan paquete suscripción tarifa
    grande superior aumentar ampliar upgrade mejora
    error fallar fallo problema
    perdido robado extraviado
    nombre renombrar llamar
    mostrar ver visualizar listar
    identidad pasaporte documento dni
    aspecto apariencia diseño marca
    derecho permiso autorización acceso
    transferir mover trasladar
    novedad noticia anuncio
    dinero saldo crédito
    comprar pedir pedido
    olvidar recordar
    contratar
    ascender nombrar promover
    función funcionalidad opción
    rechazar rechazado denegar
    baja desuscribir
    suscribir alta
    código dígito cifra número pin otp sms
    boletín newsletter circular mailing
    perder perdido olvidar olvidado extraviar
    gigabyte giga gigas gb espacio almacenamiento
    propietario titular dueño representante
    socio socia pareja compañero
    gestionar administrar controlar control
    añadir agregar insertar poner subir cargar
    interrupción corte cortar interrumpir
    despedido ido
    miembro usuario persona
    permitir autorizar
    proteger seguridad protección
    equipo grupo departamento
    automático auto automáticamente
    recibir obtener
    banco bancario iban
    ceder dar transferir traspasar
    control derecho permiso
    harto basta demasiado`,
}

const tables = new Map<Locale, Map<string, string[]>>()

/** The terms that may stand for a term in its language. */
export function synonymsOf(term: string, locale: Locale): string[] {
  let table = tables.get(locale)
  if (!table) {
    table = tableOf(groups[locale], locale)
    tables.set(locale, table)
  }
  return table.get(term) ?? []
}

function tableOf(lines: string, locale: Locale): Map<string, string[]> {
  const table = new Map<string, string[]>()
  for (const line of lines.split('\n')) {
    const group = [
      ...new Set(
        line
          .trim()
          .split(/\s+/)
          .map(word => fold(stem(word.replace('-', ''), locale))),
      ),
    ]
    for (const term of group) {
      const others = [...(table.get(term) ?? []), ...group.filter(other => other !== term)]
      table.set(term, [...new Set(others)])
    }
  }
  return table
}
