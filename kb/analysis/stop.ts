import { type Locale, locales } from '../locales.ts'
import { fold } from './fold.ts'

/**
 * Words that say how a question is put, not what it is about: articles, pronouns, prepositions, auxiliaries, question
 * words, courtesy. Negations (pas, not, nicht, non, no, sin, ohne …) are missing on purpose: they change an answer.
 */
const lists: Record<Locale, string> = {
  fr: `a afin ai aie aient ainsi alors apres as au aucun aucune aujourd aupres aura aurait aurais aussi autre autres aux avaient avais
    avait avant avec avez aviez avoir avons ayant beaucoup bien bonjour bonsoir car ce ceci cela celle celles celui cependant ces cet
    cette ceux chaque chez ci combien comme comment d dans de deja depuis des desormais dire dit dois doit doivent donc dont du elle
    elles en encore ensuite entre es est et etaient etais etait etant ete etes etre eu eux faire fais fait faites faut font fus fut
    hui ici il ils j je juste l la là le lequel laquelle les lesquels leur leurs lors lorsque lui m ma maintenant mais me meme memes
    merci mes mettre mien moi moins mon n nos notre nous on ont ou où par parce parfois pendant peu peut peuvent peux plait plus plutot
    pour pourquoi pourrais pourrait pourriez pouvez pouvoir pouvons pu puis puisque puisse qu quand que quel quelle quelles quels
    quelque quelques quelqu quelquun qui quoi s sa salut savoir se sera serait ses seulement si sinon soit son sont sous souhaite souhaiterais
    suis sur svp t ta tandis tant te tel telle tels tes toi ton toujours tous tout toute toutes tres tu un une va vais vas vers veut
    veux voici voila voir vont vos votre voudrais voulait voulais voulez vouloir vous vu y ça c ca cest jai jaimerais aimerais aimerait
    possible existe moyen façon chose quelquun truc hier demain matin soir semaine aujourdhui`,
  en: `a able about after again all also am an and another any anybody anyone anything are as at be because been before being between
    both but by can could did do does doing done during each either else ever every few for from further get gets getting give go going
    gonna got had has have having he hello help her here hers hey hi him his how however i if im in into is it its itself just know let
    like many may maybe me might more most much must my myself need of off on once one only or other our out over own please possible
    put really same say see shall she should since so some somebody someone something still such take tell than thank thanks that the
    their them then there these they thing things this those though through to too tried try trying under until up upon us use using
    very via want wanted wants was way ways we were what when where whether which while who whom whose why will wish with within would
    yes yet you your yours ive id ill youre whats hows wheres thats does today yesterday tomorrow tonight week`,
  de: `ab aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bekomme bekommen bereits bin bis
    bist bitte brauche da dabei dadurch dafur dagegen damit danach dann danke daran darauf darf darfst daruber das dass davon dazu dein
    deine deinem deinen deiner dem den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses dir doch
    dort du durch durfen eben ein eine einem einen einer eines einfach einige einmal er es etwa etwas euch euer eure fur gab geben geht
    genau gern gerne gib gibt gleich hab habe haben hallo hast hat hatte hatten hattest her hier hin hinter ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer im immer in indem innerhalb ins irgendwie ist ja je jede jedem jeden jeder jedes jemand jemandem jemanden jetzt
    kann kannst konnen konnt konnte konnten konnte kommt lassen lasst mach mache machen macht mal man manche mehr mein meine meinem
    meinen meiner mich mir mit mochte mochten moglich moglichkeit muss mussen musst nach nachdem neben noch nun nur ob obwohl oder
    schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sobald sogar soll sollen sollte solche sondern sonst
    sowie tun tut uber um und uns unser unsere unserem unseren unter viel vom von vor wahrend wann war waren warum was weg wegen weil
    weiss weiter welche welchem welchen welcher welches wem wen wenn wer werde werden wie wieder wieso will wir wird wo wohin wohl
    wollen wollte wurde wurden zu zum zur zwar zwischen guten tag moin servus danke dank viele vielen vieles komme kommen kommst kam lasse liegt nehmen nimmt finde finden bitten wiedersehen morgen abend spat heute gestern woche zeig zeige zeigen zeigt wissen`,
  it: `a ad adesso agli ai al alcun alcuna alcune alcuni alla alle allo allora altra altre altri altro anche ancora anzi aver avere
    avete avevo avuto bene bisogna buongiorno buonasera c che chi ci ciao cio ciò cioe come con cosa cosi così cui d da dagli dai dal
    dalla dalle dallo davvero degli dei del dell della delle dello dentro deve devo devono di dopo dove dovrebbe dovrei due dunque e ed
    egli ella era erano eri ero esiste essere fa faccio facciamo fanno far fare fatto favore fra fu gia già gli grazie ha hai hanno ho
    i il in invece io l la le lei li lo loro lui ma mai me mentre mi mia mie miei mio modo molto ne nei negli nel nella nelle nello noi
    nostra nostre nostri nostro o od ogni ognuno oltre oppure ora per perche perché percio pero però piu più po poi poiche posso
    possiamo possono potete poter potere potrei prego presso prima proprio puo può puoi pure qua quale quali qualche qualcosa qualcuno
    qualcun quando quanta quante quanti quanto quasi quella quelle quelli quello questa queste questi questo qui quindi s salve sapere
    sara sarà scusi se sei sembra sempre si sia siamo siete sono sopra sta stanno stare stata state stati stato sto su sua sue sugli
    sui sul sulla sulle sullo suo suoi tali tanto te ti tra tu tua tue tuo tuoi tutta tutte tutti tutto un una uno va vai vi voglio
    voi vorrei vostra vostro vuole vuoi possibile oggi ieri domani stasera mattina sera settimana`,
  es: `a acá ademas adonde ahi ahora al algo alguien algun alguna algunas alguno algunos alla alli ambos ante antes aquel aquella
    aquello aqui asi aun aunque ayuda buenas bueno buenos cada casi como cómo con cosa cual cuál cuales cualquier cualquiera cuando
    cuándo cuanto cuánto cuanta de debe debemos deben deberia debo decir del desde dia dias donde dónde dos durante e el él ella ellas
    ello ellos en entonces entre era eran eres es esa esas ese eso esos esta está estaba estado estamos estan están estar estas este
    estes esto estos estoy existe favor forma fue fueron gracias gustaria ha haber habia hace hacer haces hacia hago han has hasta hay
    haya he hemos hizo hola hoy la las le les lo los luego manera mas más me mediante mejor mi mia mis mío mismo misma modo mucha
    muchas mucho muchos muy nada necesito nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco
    podemos poder podria podriamos podriais por porque posible pude puede pueden puedo pues que qué querer queria quien quién quienes
    quiere quiero quisiera saber se sea segun ser sera si sí sido siempre siendo sobre solamente solo sólo son soy su sus suya suyo
    tal tambien también tan tanto te tendria tener tengo tiene tienen toda todas todavia todo todos tras tu tú tus un una unas uno unos
    usted ustedes va vamos vaya veces ver vez vosotros voy vuestra vuestro y ya yo tardes noches ayer manana anoche semana`,
}

const sets = Object.fromEntries(
  locales.map(locale => [locale, new Set(lists[locale].trim().split(/\s+/).map(fold))]),
) as Record<Locale, Set<string>>

/** Whether a folded word is one of its language's stop words. They weigh less; they are never removed. */
export function isStopWord(folded: string, locale: Locale): boolean {
  return sets[locale].has(folded)
}
