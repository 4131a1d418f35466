//! The lints: warnings about a scenario that can be used, each with a stable code.
//!
//! The one table behind the warnings, `check --help`, `check --explain` and the manual. A lint of the text is in
//! `scenario::lint`, one of the log in `lint`. Nothing here decides whether to warn.

/// A lint: one kind of warning.
#[derive(Debug)]
pub struct Lint {
    /// The stable name by which a scenario allows the lint.
    pub code: &'static str,
    /// The subject of the warning, in one line.
    pub what: &'static str,
    /// The condition, the reason it matters and the remedy.
    pub why: &'static str,
}

macro_rules! lints {
    ($($name:ident $code:literal: $what:literal, $why:literal;)*) => {
        $(
            #[doc = $what]
            pub const $name: Lint = Lint { code: $code, what: $what, why: $why };
        )*

        /// Every lint, in the order of the reports.
        pub const ALL: &[Lint] = &[$($name),*];
    };
}

lints! {
    NO_SOURCE "no-source": "a claim, figure or statement without a source",
        "Neither the item nor its event names a source, so that nobody can see who says so and its grade is F6. \
         Name one with sources = [\"...\"], in the event for all its items. What everybody knows is a source too: \
         declare one that is called so. Events that are cancelled are left alone.";
    SOURCE_UNUSED "source-unused": "a source that nothing refers to",
        "No event and no item names it: it was left over, or an event names another one by mistake. \
         Name it where it belongs, or take it out.";
    SOURCE_UNGRADED "source-ungraded": "a source without a reliability",
        "A source that nobody judged shows as F beside every item that it carries. Write reliability = \"A\" to \"E\", \
         or \"F\" to say that it cannot be judged. A source that nothing refers to is only told to be unused.";
    HOLDER_REVERTS "holder-reverts": "a place that goes back to an earlier holder without a word of it",
        "A held claim gives the place back to a party that had lost it, and nobody says so: the claim has no note, \
         and headline, body and note of its event name neither the place nor its capital. Often an older report was \
         entered as news. Say that it was retaken; or write status = \"denied\" for the word of the old holder, \
         alternative = \"...\" for a report that you do not follow.";
    TIE "tie": "reports of one moment that contradict each other, with nothing that says which came last",
        "Two held claims give one place to different parties, or two events set one deadline to different days, and their \
         moments end at the same second. Neither is followed: the holder stays the one before and each other party \
         becomes a rival; a deadline shows both days. Write the hour in at, or recorded_at in all of them, or in the event \
         that came last after = \"id-of-the-other\". The spelling of ids and the order of the file never decide.";
    ORDER_UNCLEAR "order-unclear": "claims whose moments overlap and which the later end alone puts in order",
        "Two held claims give one place to different parties, and the window of one meets that of the other: a bare date \
         and an hour of that day, say. What ends later counts as later, so that a bare date follows every hour of its day. \
         Where that is so, say it with after = \"id-of-the-other\" in the event that came last; else write its hour.";
    CLAIM_OUT_OF_SCOPE "claim-out-of-scope": "a claim outside the scenario's scope of control that does not say so",
        "Only claims of the scope that [scenario] names as control, or that a series counts, move a state. A claim of \
         another scope is evidence, and says in a note what it is about, or in alternative why it is not followed. \
         One that does neither, or whose scope looks misspelt, was perhaps meant to count.";
    CUMULATIVE_FALLS "cumulative-falls": "a cumulative figure that falls",
        "What is counted since a day cannot become less. A reading lies below one of an earlier moment of the same \
         series, whatever their words allow (about: a tenth; at least: any more). Perhaps it counts something else and \
         needs a series of its own, or it is a period's. If an earlier reading was wrong, correct its event.";
    ENDS_NOTHING "ends-nothing": "the end of a series of which no reading is in force",
        "ends = true closes the readings of its series and, for forces, of its status alone, and there is none: each of \
         them has another status, ended before, was withdrawn, or is from later. What was meant to end stays on the \
         screen. Name its status, write an end for each status, or give at the moment at which it ended.";
    FIGURES_DISAGREE "figures-disagree": "figures of one series that disagree for the same moment",
        "Two readings of one series and status have the same moment, and no number bears both out, whatever their \
         words allow. Give each the part of the day or the time that it is from, correct the one that was wrong, \
         or allow it where sources differ. Increments may differ.";
    TOTAL_CONTRADICTED "total-contradicted": "a stated total that the log contradicts",
        "A reading of a series with counts states more or fewer places than the log has over the reading's own \
         moment, as now known and also as known when the reading was recorded. A claim is missing or has the wrong \
         day, or the total counts something else.";
    HEADLINE_DROPS_QUALIFIER "headline-drops-qualifier": "a headline that gives a figure's number without its qualifier",
        "The headline has the number of one of its event's figures and not the words that go with it (about, at least, \
         nearly): what people read first says more than the source. Put them before the number, or write the figure as the \
         source has it. English alone is looked at.";
    OUT_OF_ORDER "out-of-order": "an event that stands behind a later one",
        "Nothing depends on the order of events in a file, but people read it from top to bottom. An event both \
         happened and was recorded on an earlier day than the event above it, in the zone of the scenario. \
         A file may be in the order of either clock.";
    KNOWN_LATE "known-late": "something known implausibly late",
        "recorded_at lies more than 30 days behind what happened, and no source of the item is from about then (a week \
         to either side): as known then, the scenario would hide it all that time. Often the month or the year is wrong. \
         Corrections, and what sources found out later, are left alone if a source has its date in published.";
    SOURCE_PUBLISHED_LATE "source-published-late": "something known before any of its sources was published",
        "recorded_at (or at, where it is left out) ends before the first of the sources was published, so that nobody \
         could have read there what they are said to support. Often recorded_at is missing or a year is wrong. \
         A day alone in published begins with its first second anywhere (UTC+14); a source without a date may have \
         been out.";
    HOUR_TWICE "hour-twice": "an hour that clocks show twice, without its offset",
        "Where clocks are set back they show an hour twice, and the moment does not say which of the two is meant: the \
         first is taken. Write the offset behind it, as in \"2021-10-31 02:30 +01:00\".";
    RECORD_ENDS_NEXT_DAY "record-ends-next-day": "a day elsewhere on which something became known that ends on the next day here",
        "recorded_at is a day alone in a zone whose days end later than the scenario's, and takes effect at its last \
         second: as known then it is hidden on the day on which it was written. Write the hour that the page prints, a \
         part of the day, or the zone of the scenario; allow it where no page has an hour.";
    LIKELIHOOD_ON_PAST "likelihood-on-past": "likelihood words on a past fact",
        "The likelihood words of ICD 203 are for judgements of what is to come. This statement speaks of what has \
         happened (was, has been, fell) and of nothing ahead (will, may, by then). Leave likelihood out; what is \
         uncertain of a fact is its credibility, its basis or its qualifier. English alone is looked at.";
    TOML_1_1 "toml-1-1": "syntax that only TOML 1.1 has",
        "Dateline reads it, but most editors and programs read TOML 1.0 and refuse the whole file: { } over several \
         lines, with a comment or with a comma before the }, times without seconds, and the escapes \\e and \\x41. \
         Write it as TOML 1.0 has it.";
    UNSAFE_TEXT "unsafe-text": "text that had to be made safe",
        "The text holds a character that is invisible, turns the direction of writing, controls a terminal or breaks \
         a line where there is only one. It is shown as \u{fffd} or as ^J. Write the text again without it; it often comes \
         with a text that was copied. In body, note and editor_note lines may break.";
    UNUSED_ALLOW "unused-allow": "a lint that is allowed where there is nothing to allow",
        "allow = { code = \"reason\" } silences a lint in the table where it stands, in [scenario] everywhere. Here it \
         silences nothing: what it was for is gone, the code is misspelt, or it stands in the wrong table. Take it out. \
         This one cannot be allowed, and is only told of a scenario without errors.";
}

/// Returns the lint with a code.
pub fn find_lint(code: &str) -> Option<&'static Lint> {
    ALL.iter().find(|lint| lint.code == code)
}

/// Lists every code with the subject of its warning, for `--help`.
pub fn list_lints() -> String {
    let widest = ALL.iter().map(|lint| lint.code.len()).max().unwrap_or(0);
    join_lines(|lint| format!("  {:widest$}  {}", lint.code, lint.what))
}

/// Returns the lints as the Markdown table of the README.
pub fn write_markdown() -> String {
    let rows = join_lines(|lint| format!("| `{}` | {} |", lint.code, lint.what));
    format!("| code | warns of |\n| --- | --- |\n{rows}\n")
}

fn join_lines(line: impl Fn(&Lint) -> String) -> String {
    let lines: Vec<String> = ALL.iter().map(line).collect();
    lines.join("\n")
}
