//! The words of pages, in one table a language; a language that has none gets the English ones.

use crate::networks::Counting;

/// The words of a language.
#[derive(Debug)]
pub(in crate::export) struct Words {
    /// The language's tag.
    pub(in crate::export) tag: &'static str,
    /// Months as headings name them.
    pub(super) months: [&'static str; 12],
    /// Months behind a day's number.
    pub(super) of_months: [&'static str; 12],
    /// Weekdays as they begin a date, Monday first.
    pub(super) weekdays: [&'static str; 7],
    /// What stands between thousands.
    pub(super) thousands: &'static str,
    /// Which of the three forms of a noun goes with a number.
    pub(super) form: fn(usize) -> usize,
    /// Posts in three forms, for 1, for 2 and for 5.
    pub(super) posts: [&'static str; 3],
    /// Posts on channels, each channel counted.
    pub(in crate::export) placements: [&'static str; 3],
    /// Cancelled posts are not shown.
    pub(super) cancelled: [&'static str; 3],
    /// Statuses, in the order of a post's life.
    pub(super) statuses: [&'static str; 5],
    /// Official and personal voice.
    pub(super) voices: [&'static str; 2],
    /// Units of text, in the order of [`Counting::ALL`].
    units: [&'static str; 8],
    /// The program's own names of categories, kinds and networks, and what people call them.
    known: &'static [(&'static str, &'static str)],
    pub(super) page: &'static str,
    pub(in crate::export) sheet: &'static str,
    pub(in crate::export) skip: &'static str,
    pub(in crate::export) zone: &'static str,
    pub(super) unless_named: &'static str,
    pub(in crate::export) as_of: &'static str,
    pub(in crate::export) days: &'static str,
    pub(super) months_word: &'static str,
    pub(super) mix: &'static str,
    pub(super) mix_by_channel: &'static str,
    pub(super) share: &'static str,
    pub(super) target: &'static str,
    pub(super) chart: &'static str,
    pub(super) posts_column: &'static str,
    pub(super) placements_column: &'static str,
    pub(super) on_target: &'static str,
    pub(super) off_target: &'static str,
    pub(super) too_few_to_judge: &'static str,
    pub(super) filters: &'static str,
    pub(super) view: &'static str,
    pub(super) as_list: &'static str,
    pub(super) warnings: &'static str,
    pub(super) plans: &'static str,
    pub(super) channels: &'static str,
    pub(super) category: &'static str,
    pub(super) status: &'static str,
    pub(super) week: &'static str,
    pub(super) too_few: &'static str,
    pub(super) too_many: &'static str,
    pub(super) day_off: &'static str,
    pub(super) blackout: &'static str,
    pub(in crate::export) hour_open: &'static str,
    pub(super) warning: &'static str,
    pub(super) error: &'static str,
    pub(super) promoted: &'static str,
    pub(in crate::export) no_text: &'static str,
    pub(in crate::export) no_posts: &'static str,
    pub(super) feed: &'static str,
    pub(super) of: &'static str,
    pub(super) too_long_by: &'static str,
    pub(super) may_be_too_long_by: &'static str,
    pub(in crate::export) title: &'static str,
    pub(in crate::export) link: &'static str,
    pub(super) hashtags: &'static str,
    pub(super) media: &'static str,
    pub(super) no_alt: &'static str,
    pub(super) first_comment: &'static str,
    pub(super) kind: &'static str,
    pub(super) owner: &'static str,
    pub(super) campaign: &'static str,
    pub(super) partner: &'static str,
    pub(super) voice: &'static str,
    pub(super) signed: &'static str,
    pub(super) id: &'static str,
    pub(super) note_bounds: &'static str,
    pub(super) note_cards: &'static str,
    pub(super) note_part: &'static str,
    pub(in crate::export) note_sheet: &'static str,
    pub(in crate::export) posted: &'static str,
}

impl Words {
    /// Finds the words of a language by its tag.
    pub(in crate::export) fn of(language: &str) -> &'static Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case(UKRAINIAN.tag) { &UKRAINIAN } else { &ENGLISH }
    }

    /// Returns the form of a noun that goes with a number.
    pub(in crate::export) fn form(&self, number: usize, forms: &[&'static str; 3]) -> &'static str {
        forms[(self.form)(number)]
    }

    /// Returns a unit of text, as it stands behind a number of them.
    pub(super) fn unit(&self, counting: Counting) -> &'static str {
        let index = Counting::ALL.iter().position(|known| *known == counting);
        self.units[index.unwrap_or_default()]
    }

    /// Returns what people call a category, kind or network that the program knows; other names are the plan's own.
    pub(super) fn known<'a>(&self, name: &'a str) -> &'a str {
        self.known.iter().find(|(known, _)| *known == name).map_or(name, |(_, word)| word)
    }
}

static ENGLISH: Words = Words {
    tag: "en",
    months: EN_MONTHS,
    of_months: EN_MONTHS,
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    thousands: ",",
    form: |number| usize::from(number != 1),
    posts: ["post", "posts", "posts"],
    placements: ["placement", "placements", "placements"],
    cancelled: [
        "cancelled post is not shown",
        "cancelled posts are not shown",
        "cancelled posts are not shown",
    ],
    statuses: ["draft", "in review", "approved", "published", "cancelled"],
    voices: ["official", "personal"],
    units: [
        "characters as X counts",
        "graphemes",
        "graphemes",
        "UTF-8 bytes",
        "characters, emoji by bytes",
        "UTF-16 units",
        "characters",
        "characters, escaped",
    ],
    known: &[],
    page: "Content plan",
    sheet: "Posting sheet",
    skip: "Skip to the posts",
    zone: "Time zone",
    unless_named: ", unless another is named",
    as_of: "As of",
    days: "Days",
    months_word: "Months",
    mix: "Content mix",
    mix_by_channel: "Mix by channel",
    share: "Share",
    target: "Target",
    chart: "Chart",
    posts_column: "Posts",
    placements_column: "Placements",
    on_target: "on target",
    off_target: "off target",
    too_few_to_judge: "too few to judge",
    filters: "Filters and view",
    view: "View",
    as_list: "List",
    warnings: "Warnings",
    plans: "Plans",
    channels: "Channels",
    category: "Category",
    status: "Status",
    week: "Week",
    too_few: "too few",
    too_many: "too many",
    day_off: "day off",
    blackout: "no posting",
    hour_open: "hour open",
    warning: "Warning",
    error: "Error",
    promoted: "promoted",
    no_text: "no text yet",
    no_posts: "No posts",
    feed: "Feed",
    of: "of",
    too_long_by: "too long by",
    may_be_too_long_by: "may be too long by",
    title: "Title",
    link: "Link",
    hashtags: "Hashtags",
    media: "Media",
    no_alt: "no alt text",
    first_comment: "First comment",
    kind: "Kind",
    owner: "Owner",
    campaign: "Campaign",
    partner: "Partner",
    voice: "Voice",
    signed: "Signed",
    id: "Id",
    note_bounds: "Beside a day’s posts stands how many the plan wants.",
    note_cards: "A post that goes out on several channels at one time is one card; open it for the texts.",
    note_part: "This page shows a part of the plan; counts of days and the mix are of all of it.",
    note_sheet: "Click a text to select all of it, copy it, and tick the box when it is out. Each text is as it is counted: with its link and hashtags, where the network has them in the text.",
    posted: "Posted",
};

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

static UKRAINIAN: Words = Words {
    tag: "uk",
    months: [
        "Січень",
        "Лютий",
        "Березень",
        "Квітень",
        "Травень",
        "Червень",
        "Липень",
        "Серпень",
        "Вересень",
        "Жовтень",
        "Листопад",
        "Грудень",
    ],
    of_months: [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    weekdays: ["Понеділок", "Вівторок", "Середа", "Четвер", "П’ятниця", "Субота", "Неділя"],
    thousands: "\u{a0}",
    form: |number| match (number % 10, number % 100) {
        (1, tens) if tens != 11 => 0,
        (2..=4, tens) if !(12..=14).contains(&tens) => 1,
        _ => 2,
    },
    posts: ["допис", "дописи", "дописів"],
    placements: ["публікація", "публікації", "публікацій"],
    cancelled: [
        "скасований допис не показано",
        "скасовані дописи не показано",
        "скасованих дописів не показано",
    ],
    statuses: ["чернетка", "на погодженні", "погоджено", "опубліковано", "скасовано"],
    voices: ["офіційний", "особистий"],
    units: [
        "знаків, як рахує X",
        "графем",
        "графем",
        "байтів UTF-8",
        "знаків, емодзі в байтах",
        "одиниць UTF-16",
        "знаків",
        "знаків з екрануванням",
    ],
    known: &[
        ("branded", "брендовий"),
        ("functional", "корисний"),
        ("emotional", "емоційний"),
        ("announcement", "анонс"),
        ("product", "товар"),
        ("sale", "розпродаж"),
        ("promo", "акція"),
        ("ad", "реклама"),
        ("event", "подія"),
        ("news", "новина"),
        ("review", "відгук"),
        ("case", "кейс"),
        ("how-to", "інструкція"),
        ("tip", "порада"),
        ("faq", "часте запитання"),
        ("answer", "відповідь"),
        ("support", "підтримка"),
        ("guide", "посібник"),
        ("digest", "огляд"),
        ("schedule", "розклад"),
        ("joke", "жарт"),
        ("contest", "конкурс"),
        ("humour", "гумор"),
        ("photo", "світлина"),
        ("interview", "інтерв’ю"),
        ("poll", "опитування"),
        ("question", "запитання"),
        ("award", "відзнака"),
        ("ugc", "від підписників"),
        ("story", "історія"),
        ("greeting", "вітання"),
        ("backstage", "за лаштунками"),
        ("Web forum", "Вебфорум"),
        ("Newsletter", "Розсилка"),
        ("Blog", "Блог"),
        ("Other", "Інше"),
    ],
    page: "Контент-план",
    sheet: "Аркуш публікацій",
    skip: "До дописів",
    zone: "Часовий пояс",
    unless_named: ", якщо не вказано іншого",
    as_of: "Станом на",
    days: "Дні",
    months_word: "Місяці",
    mix: "Баланс контенту",
    mix_by_channel: "Баланс за каналами",
    share: "Частка",
    target: "Ціль",
    chart: "Діаграма",
    posts_column: "Дописи",
    placements_column: "Публікації",
    on_target: "у межах цілі",
    off_target: "поза ціллю",
    too_few_to_judge: "замало, щоб судити",
    filters: "Фільтри й вигляд",
    view: "Вигляд",
    as_list: "Список",
    warnings: "Попередження",
    plans: "Плани",
    channels: "Канали",
    category: "Категорія",
    status: "Статус",
    week: "Тиждень",
    too_few: "замало",
    too_many: "забагато",
    day_off: "вихідний",
    blackout: "без дописів",
    hour_open: "час не визначено",
    warning: "Попередження",
    error: "Помилка",
    promoted: "просувається",
    no_text: "тексту ще немає",
    no_posts: "Дописів немає",
    feed: "Стрічка",
    of: "з",
    too_long_by: "задовгий на",
    may_be_too_long_by: "може бути задовгий на",
    title: "Заголовок",
    link: "Посилання",
    hashtags: "Хештеги",
    media: "Медіа",
    no_alt: "без опису",
    first_comment: "Перший коментар",
    kind: "Вид",
    owner: "Відповідає",
    campaign: "Кампанія",
    partner: "Партнер",
    voice: "Голос",
    signed: "Підпис",
    id: "Назва в плані",
    note_bounds: "Поруч із кількістю дописів за день указано, скільки їх має бути за планом.",
    note_cards: "Допис, що виходить на кількох каналах одночасно, — одна картка; тексти видно, якщо її розгорнути.",
    note_part: "Сторінка показує частину плану; кількість за день і баланс — для всього плану.",
    note_sheet: "Клацніть текст, щоб виділити його весь, скопіюйте, а після публікації позначте. Кожен текст такий, яким його рахує мережа: з посиланням і хештегами, якщо вони там стоять у тексті.",
    posted: "Опубліковано",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KINDS;

    #[test]
    fn ukrainian_numbers_take_the_right_form() {
        let words = Words::of("uk-UA");
        let forms: Vec<&str> = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111]
            .map(|number| words.form(number, &words.posts))
            .into();
        let (one, few, many) = ("допис", "дописи", "дописів");
        assert_eq!(forms, [many, one, few, few, many, many, many, many, one, few, many, one, many]);
    }

    #[test]
    fn every_known_kind_has_a_ukrainian_word() {
        let words = Words::of("uk");
        for kind in KINDS {
            assert_ne!(words.known(kind.name), kind.name);
        }
        assert_eq!(words.known("дегустація"), "дегустація");
        assert_eq!(Words::of("de").tag, "en");
    }
}
