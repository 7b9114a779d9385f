// Writes texts with their lengths as other programs count them, a line of JSON each; tests/it/counting.rs holds them against ours.
//
//     node tests/judges/counting/lengths.cjs TEXTS SEED > FILE
//
// `x` is from X's own library, `graphemes` from the Unicode tables of node, `mastodon` from a pattern that is put together from
// X's domains and what Mastodon changed, the others from node's strings.
const { parseTweet } = require("twitter-text");
const punycode = require("punycode/");
const emojiList = (name) => [...require(`regenerate-unicode-properties/Property_of_Strings/${name}.js`).strings];
const [texts, seed] = process.argv.slice(2).map(Number);

// The tables of Unicode 17 are those of unicode-segmentation; another node splits newer letters in another way.
const UNICODE = "17.0";
const segmenter = process.versions.unicode === UNICODE ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null;
if (!segmenter) {
  console.error(`graphemes are not judged: this node has Unicode ${process.versions.unicode}, not ${UNICODE}`);
}

// A generator of its own (xorshift), so that the same seed gives the same texts on every machine.
let state = seed * 2654435761 + 1;
const random = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
const chance = (percent) => random(100) < percent;
const pick = (list) => list[random(list.length)];
const repeat = (most, make) => Array.from({ length: random(most + 1) }, make).join("");
const char = (code) => String.fromCodePoint(code);

// Top-level domains as X knows them, read from its own grammar, and some that it does not know.
const grammar = ["validGTLD", "validCCTLD"].map((name) => require(`twitter-text/dist/regexp/${name}.js`).source);
const tops = grammar.flatMap((source) => source.match(/[^|()]+(?=[|)])/g)).filter((name) => !/[?^:]/.test(name));
const strange = ["example", "local", "kids", "music", "spa", "web", "merck", "amazon", "comm", "c", "1", "xn--p1ai", "xn--", "xn--a-",
  "xn--j1amh", "ком", "укр", "УКР", "рф", "中国", "中国a", "ישראל", "xn--4dbrk0ce", "onion", "localhost", "exe"];
const labels = ["kava", "a", "www", "t", "a-b", "a--b", "-a", "a-", "a_b", "_a", "a_", "кава", "київ", "Кава", "日本", "ñandú", "ñ", "xn--80aaxgrpt",
  "xn--", "XN--A", "1", "0", "straße", "ııı", "𝒂", "👩", "☕", "☃", "a".repeat(62), "a".repeat(63), "a".repeat(64), "я".repeat(40), "я".repeat(58), "я".repeat(62),
  "日".repeat(30), "a。b", "a．b", "｡", "a\u0301", "\u0301", "a\u200db", "a\u200eb", "ʌ", "ι", "a\u0001", "", "🇺🇦", "Ünï", "ﬀ", "한글", "각"];
const schemes = ["http://", "https://", "HTTP://", "HttpS://", "ftp://", "://", "//", "http:/", "http//", "https:", "mailto:", "http://http://", "httpss://"];
const signs = [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"];
const quotes = ["«", "»", "“", "”", "„", "…", "–", "—", "№", "„", "’", "、", "。", "！", "（", "）", "＠", "＃", "・", "「", "」"];
const spaces = [" ", " ", " ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "\u200b", "\u3000", "\u2028", "\u0085", "\v", "\u180e", "\u2060"];
const marks = [0x200e, 0x200f, 0x202a, 0x202c, 0x202e, 0x061c, 0x2066, 0x2069, 0x200c, 0x200d, 0xfe0e, 0xfe0f, 0xfeff, 0xfffe, 0xffff, 0x00ad, 0, 1, 7, 0x1b, 0x7f, 0x9f, 0x20e3,
  0x20dd, 0xe0020, 0xe007f, 0xe0061, 0x1f3fb, 0x1f3ff, 0x1f1e6, 0x1f1fa].map(char);
const names = ["@olena", "@olena@social.example.com", "@a@b", "@a@b@c", "olena@kava.com", "a.b@kava.com.", "@kava.com", "#kava.com", "$kava.com", "＠kava.com", "#кава", "$CAFE", "@олена@кава.укр", "=@a@b.c",
  "/@a@b.com", "@a.b-c@d_e.f", "@a.@b", "@A_1@B-1.", "@a@b://c"];
const words = ["кава", "Подол", "і", "Київ", "їжак", "Ґанок", "coffee", "naïve", "Ærø", "日本語", "コーヒー", "한국어", "กาแฟ", "קפה", "قهوة", "हिन्दी", "தமிழ்", "ქართული", "Ελλάδα", "ﷺ", "½", "𝕏", "𐍈", "🜁", "ẛ̣", "e\u0301", "й", "и\u0306", "ї",
  "\u1112\u1161\u11ab", "\u1100", "\u1161", "\u11a8", "각\u11a8", "\u0d4e\u0d15", "\u0600\u0661", "\u0915\u094d\u0937", "ﬁ", "Å", "ﬀ", "\u0344", "\u0958", "\u2126", "\u212b", "A\u030a\u0327", "\u0f77", "𑒼"];
const sequences = ["Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Flag_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence"].flatMap(emojiList);
const assigned = [];
for (let code = 0; code <= 0x10ffff; code += 1) {
  // Of the letters that all behave alike, every fortieth stands for the others.
  const alike = /^[\p{Script=Han}\p{Script=Tangut}\p{Co}]|^[\uac01-\ud7a3]$|\p{Script=Cuneiform}|\p{Script=Egyptian_Hieroglyphs}|\p{Script=Khitan_Small_Script}/u;
  if (!/\p{Cn}|\p{Cs}/u.test(char(code)) && (code % 40 === 0 || !alike.test(char(code)))) {
    assigned.push(char(code));
  }
}
const emojiParts = [...new Set(sequences.flatMap((sequence) => [...sequence]))];

const label = () => (chance(80) ? pick(labels) : chance(50) ? pick(labels) + pick(labels) : pick(assigned) + pick(labels));
const top = () => (chance(75) ? pick(tops) : chance(60) ? pick(strange) : label());
const domain = () => repeat(2, () => label() + ".") + (chance(95) ? label() + "." : "") + (chance(50) ? pick(["com", "ua", "co", "укр", "COM"]) : top());
const port = () => (chance(85) ? "" : pick([":80", ":8080", ":", ":0", ":99999", ":8a", ":٣"]));
const pathLetters = [..."aZ09-_.~!*';:@&=+$,/?#[]%|()()яЇіñ–—й日\u0301ıιʌ\u1c80^{}\\\"<>`", "👩", "кава", "(a)", "(a(b)c)", "((", "))", "()", "(b)c(d)", "@a/", "%20", "\u200d", "\ufe0f"];
const path = () => (chance(45) ? "" : "/" + repeat(8, () => (chance(97) ? pick(pathLetters) : pick(assigned))));
const query = () => (chance(70) ? "" : "?" + repeat(6, () => pick(["a", "=", "&", "/", "#", "-", "_", ".", ",", "!", "?", "я", "%", "(", ")", "@", "|", "~", "[", "]", "1", "é", "^", "日"])));
const link = () => {
  if (chance(6)) {
    return pick(["http", "https", "HTTPS"]) + "://" + pick(["t.co", "T.CO", "www.t.co", "t.co:80"]) + "/" + "aB3".repeat(random(20)) + repeat(3, () => pick(pathLetters)) + query();
  }
  if (chance(1)) {
    return "https://kava.com/" + pick(["a", "я"]).repeat(4070 + random(12));
  }
  return (chance(50) ? pick(schemes.slice(0, 4)) : chance(25) ? pick(schemes) : "") + domain() + port() + path() + query();
};
const emoji = () => {
  if (chance(55)) {
    return pick(sequences) + (chance(15) ? pick(marks) : "");
  }
  const parts = Array.from({ length: 1 + random(6) }, () => (chance(60) ? pick(emojiParts) : pick(marks)));
  return parts.join(chance(40) ? "\u200d" : "");
};
const near = () => pick([signs, quotes, spaces, spaces, marks, words, emojiParts].map(pick));
const token = () => pick([link, link, link, link, emoji, emoji, emoji, () => pick(words), () => pick(words), () => pick(names), () => repeat(4, () => pick(assigned)), () => repeat(3, near)])();
const broken = (text) => {
  const letters = [...text];
  const at = random(letters.length + 1);
  letters.splice(at, random(2), ...(chance(60) ? [near()] : []));
  return letters.join("");
};
const text = () => {
  let made = "";
  for (let count = 1 + random(5); count > 0; count -= 1) {
    made += token() + (chance(55) ? pick(spaces) : chance(60) ? near() : "");
  }
  return chance(20) ? broken(made) : made;
};

// One letter in every role that a letter can have around a link, an emoji and a name.
const roles = (c) =>
  [`${c}a.com`, `a${c}b.com`, `a.${c}.com`, `a.c${c}om`, `a.com${c}`, `a.com/${c}`, `a.com/${c}a`, `a.com/(${c})`, `http://${c}.com`, `https://a.com?${c}`, `https://a.com?${c}a`, `${c}http://a.com`,
    `http://t.co/a${c}b`, `${c}👩${c}`, `1${c}`, `👩\u200d${c}`, `${c}\u0301`, `e${c}`, `${c}@a@b.com`, `@a${c}@b.com`, `@a@b${c}c.com`, `@a@b.com${c}`].join(" ");

// Mastodon's patterns for links with a scheme and for mentions, read by the engine of regular expressions.
const unescaped = (pair, sign) => ("!'#%&,:;<=>@~".includes(sign) ? sign : pair);
const source = (name) => require(`twitter-text/dist/regexp/${name}.js`).source.replace(/\\([^])/g, unescaped);
const space = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const inPath = `[^${space}<>()?]`;
const inLast = source("validGeneralUrlPathChars").replace("[", "[\\u0500-\\u052f\\u2010-\\u2015");
const balanced = (letter) => `\\((?:${letter}+|${letter}*\\(${letter}+\\)${letter}*)\\)`;
const lastOfPath = `(?:[^${space}()?!*"'「」<>;:=,.$%\\[\\]~&|@]|${balanced(inLast)})`;
const onePath = `(?:${inPath}*(?:${balanced(inPath)}${inPath}*)*${lastOfPath}|${inPath}+/)`;
const international = "(?![\\ufdd0-\\ufdef\\ufff0-\\uffff\\u{e0000}-\\u{e0fff}])[\\u{a0}-\\u{10fffd}]";
const oneQuery = `\\?(?:[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@^]|${international})*(?:[a-z0-9_&=#/\\-]|${international})`;
const linkPattern = new RegExp(`(${source("validUrlPrecedingChars")})(((?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://)?(${source("validDomain")})(?::[0-9]+)?(?:/${onePath}*)?(?:${oneQuery})?)`, "giu");
const word = "[\\p{L}\\p{M}\\p{Nd}\\p{Pc}]";
const mentionPattern = new RegExp(`(?<![=/]|${word})@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@(${word}+(?:[.-]+${word}+)*))?`, "giu");
// Where its own engine differs from this one, there is no opinion.
const unjudged = /[\p{Nl}\p{No}\u24b6-\u24e9\u{1f130}-\u{1f189}\u017f\u212a"`\0-\x08\x0e-\x1f\x7f]|[xX][nN]--/u;
const onMastodon = (written) => {
  if (!segmenter || unjudged.test(written)) {
    return undefined;
  }
  const text = written.replace(/^[\0\t-\r ]+|[\0\t-\r ]+$/g, "");
  const entities = [];
  for (const match of text.matchAll(linkPattern)) {
    const [all, , url, scheme, domain] = match;
    const short = url.match(/^https?:\/\/t\.co\/([a-z0-9]+)/i);
    const fits = domain.split(".").every((label) => punycode.toASCII(label).length <= 63);
    if (scheme && fits && !(short && short[1].length > 40) && [...url].length + punycode.toASCII(domain).length - [...domain].length <= 4096) {
      const start = match.index + all.length - url.length;
      entities.push({ start, end: start + (short ? short[0].length : url.length), put: "x".repeat(23) });
    }
  }
  for (const match of text.matchAll(mentionPattern)) {
    const end = match.index + match[0].length;
    if (match[2] && [...match[2]].length <= 253 && !/^(?:[@＠]|:\/\/)/.test(text.slice(end))) {
      entities.push({ start: match.index, end, put: `@${match[1]}` });
    }
  }
  let [put, at] = ["", 0];
  for (const entity of entities.sort((one, other) => one.start - other.start)) {
    if (entity.start >= at) {
      put += text.slice(at, entity.start) + entity.put;
      at = entity.end;
    }
  }
  return [...segmenter.segment(put + text.slice(at))].length;
};

const write = (text) => {
  let x;
  try {
    x = parseTweet(text).weightedLength;
  } catch {
    // X's own library overflows on some long domains: then it has no opinion.
  }
  const graphemes = segmenter ? [...segmenter.segment(text)].length : undefined;
  const counts = { x, graphemes, mastodon: onMastodon(text), utf8: Buffer.byteLength(text), utf16: text.length, code_points: [...text].length };
  process.stdout.write(JSON.stringify({ text, ...counts }) + "\n");
};

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
for (const sequence of sequences) {
  write(`${sequence} a${sequence}b${sequence}${sequence}\ufe0e`);
}
for (const name of [...tops, ...strange]) {
  write(`a.${name} http://a.${name}/b a.${name.toUpperCase()} x${name}.${name}.`);
}
for (const letter of assigned) {
  write(roles(letter));
}
for (let count = 0; count < texts; count += 1) {
  const made = text();
  if (lone.test(made)) {
    throw new Error("half a letter in a text");
  }
  write(made);
}
