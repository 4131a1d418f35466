//! Removes from the tables what an included file may not hold.
//!
//! `load` calls this when all files are parsed, after it has reported what is removed, so that no table is reported
//! twice.

use super::{ParsedRow, ParsedTables};

impl ParsedTables<'_> {
    /// Removes everything that came from a file; after that no reference is called unknown.
    pub(in crate::scenario) fn leave_out(&mut self, file: u32) {
        fn leave_out<T>(rows: &mut Vec<ParsedRow<T>>, file: u32) {
            rows.retain(|row| row.origin.file != file);
        }
        leave_out(&mut self.format, file);
        leave_out(&mut self.include, file);
        leave_out(&mut self.scenario, file);
        leave_out(&mut self.parties, file);
        leave_out(&mut self.places, file);
        leave_out(&mut self.persons, file);
        leave_out(&mut self.sources, file);
        leave_out(&mut self.series, file);
        leave_out(&mut self.kinds, file);
        leave_out(&mut self.marks, file);
        leave_out(&mut self.events, file);
        self.unknown.retain(|_, problem| problem.span.file != file);
        for places in self.lost.ids.values_mut() {
            places.retain(|place| place.file != file);
        }
        self.lost.everything = true;
    }

    /// Removes the tables that only the main file may hold, but keeps their ids for references.
    pub(in crate::scenario) fn keep_to_main(&mut self) {
        self.format.retain(|row| row.origin.file == 0);
        let lost = &mut self.lost;
        macro_rules! keep {
            ($($rows:ident $name:literal)*) => {$(
                self.$rows.retain(|row| {
                    if row.origin.file > 0 {
                        lost.add_table($name, Some((row.raw.get_ref().id.get_ref(), None)));
                    }
                    row.origin.file == 0
                });
            )*};
        }
        keep! { parties "party" places "place" persons "person" series "series" kinds "kind" marks "mark" }
    }
}
