//! The file in words: that it is broken, how much in it is new, that the cursor is pinned to the present.
//!
//! Called by `talk` where everything is said. What becomes of the file meanwhile is noted by the edge.

use crate::app::action::Action;
use crate::app::view::View;
use crate::facts::number::counted;
use crate::plain::keys;
use crate::plain::words::line;

/// What there is to say of the file before the rest.
pub(super) fn lines(view: &View<'_>) -> Vec<String> {
    let app = view.app;
    let trouble = app.file.trouble.as_ref().map(|trouble| {
        line([
            trouble.sentence(app.file.saved.as_deref()),
            keys::hinted(Action::Problems, &counted(trouble.count(), "problems")),
        ])
    });
    let unseen = app.unseen.count();
    let unseen = (unseen > 0).then(|| {
        line([
            format!("{} new to you", counted(unseen, "events")),
            keys::hinted(Action::NextUnseen, "the next one"),
        ])
    });
    let live = app.is_live.then(|| {
        let age = app.file.newest_age(app.cursor.now);
        line(
            ["Live".to_owned()]
                .into_iter()
                .chain(age.map(|age| crate::facts::capitalised(&age))),
        )
    });
    trouble.into_iter().chain(unseen).chain(live).collect()
}
