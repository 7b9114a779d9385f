//! The words by which people are sent to e-mail or phone, in Ukrainian, Russian and English, and those that only seem to.
//!
//! All are written as [`folded`](crate::text::folded) writes them. A form that is missing is added to its list.

use super::Way;

/// Returns whether a list has a word.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Words that alone ask to call.
pub(super) const CALLS: &str =
    "телефонуйте зателефонуйте подзвоніть дзвоніть передзвоніть звоните позвоните перезвоните";

/// Words that together ask to call or to write an e-mail.
pub(super) const REQUESTS: &[(Way, &str)] = &[
    (Way::Phone, "call us"),
    (Way::Phone, "phone us"),
    (Way::Phone, "ring us"),
    (Way::Phone, "give us a call"),
    (Way::Phone, "give us a ring"),
    (Way::Phone, "please call"),
    (Way::Phone, "call our"),
    (Way::Mail, "e-mail us"),
    (Way::Mail, "email us"),
    (Way::Mail, "mail us"),
    (Way::Mail, "send us an e-mail"),
    (Way::Mail, "send us an email"),
    (Way::Mail, "send an e-mail"),
    (Way::Mail, "send an email"),
];

/// What follows "call us" where nobody is to call.
pub(super) const IDIOMS: &str = "old old-fashioned crazy mad lazy lucky biased romantic romantics";

/// Words behind which a verb in its plain form is a request: "можна зателефонувати".
pub(super) const MODALS: &str =
    "можна можете треба потрібно варто слід краще просимо можно нужно надо стоит лучше просим";

/// Plain forms that ask to call behind such a word.
pub(super) const TO_CALL: &str =
    "зателефонувати телефонувати подзвонити дзвонити передзвонити позвонить звонить перезвонить";

/// Plain forms that ask to write or turn somewhere behind such a word.
pub(super) const TO_WRITE: &str = "написати писати надіслати надсилати звернутися звернутись звертатися звертатись \
    написать писать прислать отправить обратиться обращаться";

/// Words that ask to write or turn somewhere.
pub(super) const ASKS: &str = "пишіть напишіть надішліть надсилайте відправте відправляйте скиньте шліть звертайтеся \
    звертайтесь зверніться зв'яжіться зв'язуйтеся зв'язуйтесь уточнюйте уточніть дізнавайтеся дізнавайтесь повідомте \
    повідомляйте чекаємо \
    пишите напишите пришлите присылайте отправьте отправляйте обращайтесь обратитесь свяжитесь уточняйте уточните \
    узнавайте сообщите ждем \
    write contact reach ask send reply touch report";

/// Where they ask people to turn: the words before it, and the word.
pub(super) const ENDS: &[(Way, &str, &str)] = &[
    (
        Way::Mail,
        "на по в to by via through at",
        "пошту почту почте e-mail email імейл емейл мейл имейл мыло е-мейл",
    ),
    (Way::Phone, "за по by via over on", "телефоном телефону phone telephone"),
    (
        Way::Phone,
        "на до у в our the",
        "лінію лінії линию hotline контакт-центр контакт-центру кол-центр кол-центру колл-центр call-центр call-центру",
    ),
];

/// Words that may stand between "на" and "пошту". Others make it a post office: "на Нову пошту".
pub(super) const BETWEEN: &str = "нашу нашої наш електронну цю вказану робочу гарячу гарячої номером номеру електронной \
    нашей электронную электронной указанную эту рабочую горячую \
    our the this support";

/// Words that turn a request into its contrary.
pub(super) const NEGATORS: &str = "не ні ані без замість немає ни вместо нет \
    not no never don't dont won't without instead cannot can't needn't longer";

/// Numbers of rescue services: whoever is told to call them is not sent away with a complaint.
pub(super) const RESCUE: &str = "101 102 103 104 112 911 999";

/// Parts of words without which no list above has anything, so that most texts need not be cut into words.
pub(super) const SIGNS: &[&str] = &[
    "елефон",
    "звон",
    "ошту",
    "очт",
    "мейл",
    "мыло",
    "ліні",
    "лини",
    "центр",
    "mail",
    "phone",
    "hotline",
    "call",
    "ring us",
    "a ring",
];

/// What announces a telephone number, however short.
pub(super) const ANNOUNCED: &[&str] =
    &["тел.", "тел:", "тел.:", "телефон:", "телефони:", "телефоны:", "tel.", "tel:", "tel.:", "phone:"];
