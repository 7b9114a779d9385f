//! Top-level domains as X and Mastodon know them: those of the root zone today, but for what changed since their list was made.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In their list, but no longer in the root zone, or never there, such as `onion`.
///
/// Source: twitter-text 3.1 against the root zone of August 2026.
const GONE: &str = "\
    abarth active adac afamilycompany aigo alfaromeo an avianca bananarepublic bentley bl blanco bnl boots \
    bq budapest bugatti cancerresearch cartier caseih cbs ceb chloe chrysler cityeats comcast cookingchannel \
    csc dabur dodge doha doosan duck dunlop duns eh epost esurance etisalat everbank fiat flsmidth \
    foodnetwork frontdoor fujixerox glade goo goodhands guardian helsinki hgtv honeywell hoteles htc iinet \
    intel iselect iveco iwc jcp jlc juniper kerrylogistics kinder ladbrokes lancaster lancia lancome liaison \
    linde lipsy lixil loft lupin macys maserati mcd mcdonalds meo metlife mf mobily montblanc mopar movistar \
    mtpc mutual mutuelle nadex nationwide natura newholland northwesternmutual off oldnavy onion onyourside \
    orientexpress pamperedchef panerai passagens piaget pramerica qvc raid redstone rightathome rmit rocher \
    sapo sca scjohnson scor ses shaw showtime shriram spiegel spreadbetting srt starhub statoil swiftcover \
    symantec telecity telefonica tiffany tp travelchannel uconnect um vista vistaprint volkswagen vuelos \
    warman wolterskluwer xfinity xn--3oq18vl8pn36a xn--estv75g xn--jlq61u9w7b xn--kpu716f xn--mgbaakc7dvf \
    xn--mgbb9fbpob xn--pbt977c xperia zippo";

/// In the root zone, but younger than their list. Same source.
const YOUNGER: &str = "amazon kids merck music spa web xn--4dbrk0ce xn--cckwcxetd xn--jlq480n2rg";

/// Longest top-level domain, in letters.
pub(super) const LONGEST: usize = 18;

/// All of them, in lower case and in their own letters.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let today = tld::TLD.iter().filter(|name| !YOUNGER.split(' ').any(|younger| younger == **name));
    today.copied().chain(GONE.split(' ')).map(in_letters).collect()
});

fn in_letters(name: &str) -> String {
    let code = name.strip_prefix("xn--").and_then(idna::punycode::decode_to_string);
    code.unwrap_or_else(|| name.to_owned())
}

/// Returns whether X knows a top-level domain, in either case.
pub(super) fn is_known(name: &str) -> bool {
    let lower = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.chars().map(large).collect::<String>().to_lowercase()
    };
    KNOWN.contains(&lower)
}

/// Returns the large form of a letter, as patterns compare letters: some that look otherwise have the same.
fn large(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) if letter.is_ascii() || !upper.is_ascii() => upper,
        _ => letter,
    }
}
