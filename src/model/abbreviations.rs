//! Abbreviations of zones, each with the zone that its writer probably means.
//!
//! They are refused: most of them are shared by several zones, and `EST` in August is not the time that its writer
//! means.

/// An abbreviation that stands on clocks and in agency copy, but names no zone.
#[derive(Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The letters of the abbreviation.
    pub letters: &'static str,
    /// The zone that its writer most likely means.
    pub zone: &'static str,
    /// The offset that it stands for.
    pub offset: &'static str,
}

impl Abbreviation {
    /// Returns what to write instead.
    pub fn help(&self) -> String {
        format!("write {} or {}", self.zone, self.offset)
    }
}

const fn row(letters: &'static str, zone: &'static str, offset: &'static str) -> Abbreviation {
    Abbreviation {
        letters,
        zone,
        offset,
    }
}

/// Every known abbreviation.
pub const ALL: &[Abbreviation] = &[
    row("ACDT", "Australia/Adelaide", "+10:30"),
    row("ACST", "Australia/Darwin", "+09:30"),
    row("ADT", "America/Halifax", "-03:00"),
    row("AEDT", "Australia/Sydney", "+11:00"),
    row("AEST", "Australia/Brisbane", "+10:00"),
    row("AFT", "Asia/Kabul", "+04:30"),
    row("AKDT", "America/Anchorage", "-08:00"),
    row("AKST", "America/Anchorage", "-09:00"),
    row("AMT", "Asia/Yerevan", "+04:00"),
    row("ART", "America/Argentina/Buenos_Aires", "-03:00"),
    row("AST", "America/Halifax", "-04:00"),
    row("AWST", "Australia/Perth", "+08:00"),
    row("AZT", "Asia/Baku", "+04:00"),
    row("BDT", "Asia/Dhaka", "+06:00"),
    row("BRT", "America/Sao_Paulo", "-03:00"),
    row("BST", "Europe/London", "+01:00"),
    row("CAT", "Africa/Maputo", "+02:00"),
    row("CDT", "America/Chicago", "-05:00"),
    row("CEST", "Europe/Berlin", "+02:00"),
    row("CET", "Europe/Berlin", "+01:00"),
    row("CLST", "America/Santiago", "-03:00"),
    row("CLT", "America/Santiago", "-04:00"),
    row("COT", "America/Bogota", "-05:00"),
    row("CST", "America/Chicago", "-06:00"),
    row("CST6CDT", "America/Chicago", "-06:00"),
    row("EAT", "Africa/Nairobi", "+03:00"),
    row("EDT", "America/New_York", "-04:00"),
    row("EEST", "Europe/Athens", "+03:00"),
    row("EET", "Europe/Athens", "+02:00"),
    row("EST", "America/New_York", "-05:00"),
    row("EST5EDT", "America/New_York", "-05:00"),
    row("GET", "Asia/Tbilisi", "+04:00"),
    row("GMT", "UTC", "+00:00"),
    row("GST", "Asia/Dubai", "+04:00"),
    row("HKT", "Asia/Hong_Kong", "+08:00"),
    row("HST", "Pacific/Honolulu", "-10:00"),
    row("ICT", "Asia/Bangkok", "+07:00"),
    row("IDT", "Asia/Jerusalem", "+03:00"),
    row("IRDT", "Asia/Tehran", "+04:30"),
    row("IRST", "Asia/Tehran", "+03:30"),
    row("IST", "Asia/Kolkata", "+05:30"),
    row("JST", "Asia/Tokyo", "+09:00"),
    row("KST", "Asia/Seoul", "+09:00"),
    row("MDT", "America/Denver", "-06:00"),
    row("MEST", "Europe/Berlin", "+02:00"),
    row("MESZ", "Europe/Berlin", "+02:00"),
    row("MET", "Europe/Berlin", "+01:00"),
    row("MEZ", "Europe/Berlin", "+01:00"),
    row("MMT", "Asia/Yangon", "+06:30"),
    row("MSK", "Europe/Moscow", "+03:00"),
    row("MST", "America/Denver", "-07:00"),
    row("MST7MDT", "America/Denver", "-07:00"),
    row("MYT", "Asia/Kuala_Lumpur", "+08:00"),
    row("NDT", "America/St_Johns", "-02:30"),
    row("NPT", "Asia/Kathmandu", "+05:45"),
    row("NST", "America/St_Johns", "-03:30"),
    row("NZDT", "Pacific/Auckland", "+13:00"),
    row("NZST", "Pacific/Auckland", "+12:00"),
    row("PDT", "America/Los_Angeles", "-07:00"),
    row("PET", "America/Lima", "-05:00"),
    row("PHT", "Asia/Manila", "+08:00"),
    row("PKT", "Asia/Karachi", "+05:00"),
    row("PST", "America/Los_Angeles", "-08:00"),
    row("PST8PDT", "America/Los_Angeles", "-08:00"),
    row("SAST", "Africa/Johannesburg", "+02:00"),
    row("SGT", "Asia/Singapore", "+08:00"),
    row("SST", "Pacific/Pago_Pago", "-11:00"),
    row("TJT", "Asia/Dushanbe", "+05:00"),
    row("TMT", "Asia/Ashgabat", "+05:00"),
    row("TRT", "Europe/Istanbul", "+03:00"),
    row("UZT", "Asia/Tashkent", "+05:00"),
    row("WAT", "Africa/Lagos", "+01:00"),
    row("WEST", "Europe/Lisbon", "+01:00"),
    row("WET", "Europe/Lisbon", "+00:00"),
    row("WIB", "Asia/Jakarta", "+07:00"),
    row("WIT", "Asia/Jayapura", "+09:00"),
    row("WITA", "Asia/Makassar", "+08:00"),
];

/// Returns the abbreviation with these letters, in upper or lower case.
pub fn find(letters: &str) -> Option<&'static Abbreviation> {
    let mut rows = ALL.iter();
    rows.find(|known| known.letters.eq_ignore_ascii_case(letters))
}
