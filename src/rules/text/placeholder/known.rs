//! The marks of a text that is not written yet, in Ukrainian, Russian and English.
//!
//! Most marks are ordinary words somewhere: XXX is thirty in Roman numerals, TODO is Spanish, "повний текст тут" points at an
//! article. Each has a sign that tells where it is a mark.

/// Where a mark is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Wherever it stands.
    Anywhere,
    /// In capitals, and not among other words in capitals.
    Capitals,
    /// Where a line or brackets begin.
    Begins,
    /// Where a line or brackets hold nothing else.
    Alone,
    /// In brackets.
    Bracketed,
    /// Where a number is wanted.
    Crosses,
}

/// The marks: those in capitals are found in capitals alone, the others also with a capital letter or all in capitals.
pub(super) const MARKS: &[(Sign, &[&str])] = &[
    (Sign::Capitals, &["TODO", "TBD", "FIXME"]),
    (Sign::Bracketed, &["TBA", "TBC"]),
    // The second is of Cyrillic letters.
    (Sign::Crosses, &["XXX", "ХХХ"]),
    (
        Sign::Anywhere,
        &[
            "lorem ipsum",
            "тут буде текст",
            "тут має бути текст",
            "ваш текст тут",
            "здесь будет текст",
            "тут будет текст",
            "здесь должен быть текст",
            "ваш текст здесь",
            "insert text here",
            "insert link here",
            "insert title here",
            "insert name here",
            "insert date here",
            "insert photo here",
            "insert image here",
            "your text here",
            "your link here",
            "your caption here",
            "text goes here",
            "link goes here",
            "caption goes here",
        ],
    ),
    (
        Sign::Begins,
        &[
            "вставити текст",
            "вставити посилання",
            "вставити лінк",
            "вставте текст",
            "вставте посилання",
            "дописати текст",
            "вставить текст",
            "вставить ссылку",
            "вставьте текст",
            "вставьте ссылку",
            "дописать текст",
            "insert text",
            "insert link",
        ],
    ),
    (
        Sign::Alone,
        &[
            "текст тут",
            "тут текст",
            "текст допису",
            "текст поста",
            "текст посту",
            "додати текст",
            "додати посилання",
            "текст здесь",
            "здесь текст",
            "добавить текст",
            "добавить ссылку",
            "text here",
            "add text",
            "add link",
        ],
    ),
];

/// Parts of marks of which each mark has one, and few texts any.
pub(super) const SIGNS: &[&str] = &[
    "TODO",
    "TBD",
    "TBA",
    "TBC",
    "FIXME",
    "XXX",
    "ХХХ",
    "psum",
    "PSUM",
    "кст",
    "КСТ",
    "илання",
    "ИЛАННЯ",
    "лінк",
    "ЛІНК",
    "сылку",
    "СЫЛКУ",
    " here",
    " HERE",
    "nsert ",
    "NSERT ",
    "dd text",
    "DD TEXT",
    "dd link",
    "DD LINK",
];

/// Words that alone in brackets stand for what is to come.
pub(super) const STAND_INS: &[&str] = &[
    "посилання",
    "лінк",
    "текст",
    "заголовок",
    "назва",
    "ім'я",
    "дата",
    "ціна",
    "адреса",
    "місто",
    "сума",
    "промокод",
    "опис",
    "ссылка",
    "название",
    "имя",
    "цена",
    "адрес",
    "город",
    "сумма",
    "описание",
    "link",
    "url",
    "text",
    "title",
    "name",
    "date",
    "price",
    "caption",
    "headline",
];
/// Words that may follow them there: "[посилання на меню]", but not "[ім'я змінено]" or "[link in bio]".
pub(super) const FOLLOWERS: &[&str] =
    &["тут", "сюди", "здесь", "сюда", "here", "goes", "на", "до", "для", "to", "for", "of"];
/// Words that begin brackets which say what is to come.
pub(super) const ORDERS: &[&str] =
    &["вставити", "вставте", "додати", "вставить", "вставьте", "добавить", "insert", "your", "add"];
/// Those among them that in angle brackets are tags of HTML.
pub(super) const TAGS: &[&str] = &["text", "title", "date", "caption", "name"];
/// What a whole title or text is that is a remark, in lowercase too.
pub(super) const REMARKS: &[&str] = &["todo", "tbd", "tba", "tbc", "fixme", "xxx", "ххх"];
/// What a whole text is that says nothing; as a title some of these do.
pub(super) const NOTHING: &[&str] = &[
    "test",
    "тест",
    "text",
    "текст",
    "link",
    "посилання",
    "лінк",
    "ссылка",
    "caption",
    "опис",
    "описание",
    "alt",
    "alt text",
];
/// Units before which XXX is an amount that nobody knows yet.
pub(super) const UNITS: &[&str] = &[
    "грн",
    "гривень",
    "гривні",
    "uah",
    "usd",
    "eur",
    "євро",
    "евро",
    "доларів",
    "долларов",
    "руб",
    "рублей",
    "тис",
    "тыс",
    "шт",
    "кг",
    "мл",
];
