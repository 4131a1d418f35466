//! Recognises English sentences about the past.
//!
//! `events` asks for statements that have a likelihood. It prefers silence: one word that looks ahead is enough, and a
//! sentence without a word of the past never counts.

/// Words that look ahead, or leave open what happened.
const AHEAD: [&str; 30] = [
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "can",
    "could",
    "must",
    "won't",
    "cannot",
    "soon",
    "until",
    "within",
    "tomorrow",
    "future",
    "next",
    "if",
    "unless",
    "expect",
    "expects",
    "expected",
    "going",
    "heading",
    "risk",
    "risks",
    "threatens",
    "plans",
    "intends",
    "wants",
];

/// Words behind which "to" looks ahead: likely to fall.
const BEFORE_TO: [&str; 9] = [
    "likely", "unlikely", "about", "set", "bound", "ready", "due", "poised", "able",
];

/// Words that state that something happened.
const PAST: [&str; 28] = [
    "was",
    "were",
    "had",
    "did",
    "didn't",
    "ago",
    "yesterday",
    "fell",
    "took",
    "fled",
    "died",
    "went",
    "came",
    "began",
    "broke",
    "lost",
    "won",
    "left",
    "shot",
    "killed",
    "wounded",
    "seized",
    "captured",
    "entered",
    "collapsed",
    "surrendered",
    "attacked",
    "happened",
];

/// Participles that do not end in -ed.
const PARTICIPLES: [&str; 14] = [
    "been", "fallen", "taken", "fled", "lost", "left", "gone", "come", "become", "begun", "broken",
    "shot", "won", "given",
];

/// Returns whether a text states that something happened, and has no word that looks ahead.
pub(super) fn is_about_past(text: &str) -> bool {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    !looks_ahead(&words) && (words.iter().any(|word| PAST.contains(word)) || is_perfect(&words))
}

fn looks_ahead(words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| AHEAD.contains(word) || word.ends_with("'ll"))
        || words
            .windows(2)
            .any(|pair| matches!(pair, [before, "to"] if BEFORE_TO.contains(before)))
}

/// Returns whether "has" or "have" stands before a participle, with at most one word between.
fn is_perfect(words: &[&str]) -> bool {
    let is_participle = |word: &str| word.ends_with("ed") || PARTICIPLES.contains(&word);
    words.iter().enumerate().any(|(place, word)| {
        matches!(*word, "has" | "have")
            && words
                .iter()
                .skip(place + 1)
                .take(2)
                .any(|word| is_participle(word))
    })
}

#[cfg(test)]
mod tests {
    use super::is_about_past;

    #[test]
    fn tells_the_past_from_what_is_to_come() {
        for past in [
            "The governor has fled",
            "The convoy was probably hit from the air",
            "The rebels have already taken the bridge.",
            "Forty soldiers died, he thinks",
        ] {
            assert!(is_about_past(past), "{past}");
        }
        for other in [
            "Al-Qaeda will probably come back.",
            "The city was lost and will be retaken",
            "Kabul is likely to fall, as Herat fell",
            "The armed groups are regrouping",
            "The enemy may have fled",
            "If the bridge was taken, the town is next",
            "They have a plan",
            "Кабул пал",
            "",
        ] {
            assert!(!is_about_past(other), "{other}");
        }
    }
}
