//! The file in words: that it is broken, how much in it is new, that the cursor is pinned to the present.
//!
//! Called by `talk` where everything is said. What becomes of the file meanwhile is noted by the edge.

use crate::app::action::Action;
use crate::app::view::View;
use crate::facts::number::word_quantity;
use crate::plain::keys;
use crate::plain::words::join_sentences;

/// What there is to say of the file before the rest.
pub(super) fn file_lines(view: &View<'_>) -> Vec<String> {
    let app = view.app;
    let trouble = app.file.trouble.as_ref().map(|trouble| {
        join_sentences([
            trouble.describe_in_full(app.file.saved.as_deref()),
            keys::word_hint(
                Action::Problems,
                &word_quantity(trouble.count_problems(), "problems"),
            ),
        ])
    });
    let unseen = app.unseen.count_unseen();
    let unseen = (unseen > 0).then(|| {
        join_sentences([
            format!("{} new to you", word_quantity(unseen, "events")),
            keys::word_hint(Action::NextUnseen, "the next one"),
        ])
    });
    let live = app.is_live.then(|| {
        let age = app.file.newest_age(app.cursor.now);
        join_sentences(
            ["Live".to_owned()]
                .into_iter()
                .chain(age.map(|age| crate::facts::capitalise_first(&age))),
        )
    });
    trouble.into_iter().chain(unseen).chain(live).collect()
}
