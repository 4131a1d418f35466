//! Warns of events that stand behind a later one in their file.
//!
//! `build` calls it with all drafts before they are sorted. Days are compared, not clocks, and an event is only out of
//! order if it is so by both clocks, since a log may be ordered by either.

use crate::model::zone::TimeZone;

use super::LintNotes;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::OUT_OF_ORDER;
use crate::scenario::validate::events::EventDraft;

/// Warns of events that stand right behind one that both happened and was recorded on a later day.
pub(in crate::scenario) fn check_order(
    batches: &[Vec<EventDraft>],
    zone: TimeZone,
    notes: &mut LintNotes,
) {
    let drafts = batches.iter().flatten();
    let mut drafts: Vec<&EventDraft> = drafts.filter(|draft| draft.is_sound).collect();
    drafts.sort_by_key(|draft| draft.span);
    let days = |draft: &EventDraft| {
        let provenance = &draft.event.provenance;
        (
            provenance.at.day_in(zone),
            provenance.recorded_at.day_in(zone),
        )
    };
    for pair in drafts.windows(2) {
        let [above, draft] = pair else { continue };
        if above.span.file != draft.span.file {
            continue;
        }
        let ((later, later_known), (day, known)) = (days(above), days(draft));
        if day < later && known < later_known {
            let (id, other) = (&draft.event.id, &above.event.id);
            let message = format!("'{id}' of {day} stands behind '{other}' of {later}");
            notes.warnings.push(
                Problem::new_warning(&OUT_OF_ORDER, draft.span, message)
                    .with_help("put the events in the order in which they happened, or in which they were recorded")
                    .with_related(above.span, "this one is later"),
            );
        }
    }
}
