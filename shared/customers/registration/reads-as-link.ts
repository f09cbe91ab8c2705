/**
 * Top-level domains that mail programs turn into links and that are longer than two letters. A selection: all of the first ones, and of
 * the newer ones those that are registered or abused most. Each country's has two letters.
 */
const topLevelDomains = new Set(
  [
    'com net org info biz name pro edu gov mil int aero asia cat coop jobs mobi museum post tel travel xxx arpa',
    'academy account agency app art auction audio auto band bank bar beauty best bet bid bike bio black blog blue boats bond boutique',
    'build business buzz cafe camera camp cam cards care career cars casa cash casino center chat cheap church city claims cleaning',
    'click clinic clothing cloud club coach codes coffee community company computer consulting contact cooking cool country coupons',
    'credit cyou dance date day deal degree delivery dental design dev diet digital direct directory discount doctor dog domains download',
    'earth education email energy engineer equipment estate events exchange expert express fail family fans farm fashion finance financial',
    'fish fit fitness flights florist food football forum foundation fun fund furniture fyi gallery game games garden gay gift gifts',
    'gives glass global gold golf graphics gratis green gripe group guide guru hair health healthcare help homes horse hospital host',
    'hosting hotel house how icu immo inc ink institute insurance insure international investments jewelry kim kitchen land law lawyer',
    'lease legal life lifestyle lighting limited link live loan loans lol london love ltd ltda makeup management market marketing mba',
    'media medical men menu moda mom money monster mortgage motorcycles movie network news ninja one online partners parts party pet',
    'photo photography photos pics pictures pink pizza plumbing plus poker press productions promo properties property pub quest racing',
    'realty recipes red rehab rent rentals repair report republican rest restaurant review reviews rich rip rocks rodeo run sale',
    'salon sarl sbs school science security services sex shoes shop shopping show site skin soccer social software solar solutions',
    'space sport store stream studio style support surf surgery systems tattoo tax taxi team tech technology tennis theater tickets',
    'tips tires today tools top tours town toys trade trading training tube university vacations ventures vet viajes video villas',
    'vin vip vision vodka vote voyage wang watch web webcam website wedding wiki win wine work works world wtf xyz yoga zip zone',
  ].flatMap((line) => line.split(' ')),
);

const isTopLevel = (label: string): boolean =>
  label.length === 2 || topLevelDomains.has(label) || /[^\p{Script=Latin}]/u.test(label);

/**
 * Whether a mail program may turn a username into a link or an address: it holds `@` or `www.`, or a dot with a top-level domain
 * behind it (R2.3a). Whoever registers chooses it, and the mail goes to whom they like.
 */
export function readsAsLink(username: string): boolean {
  const name = username.toLowerCase();
  if (/@|^www\b/.test(name)) return true;
  return [...name.matchAll(/\.(\p{L}+)(?![\p{L}\p{N}-])/gu)].some(([, label = '']) => isTopLevel(label));
}
