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
    pub fn word_advice(&self) -> String {
        format!("write {} or {}", self.zone, self.offset)
    }
}

const fn define_abbreviation(
    letters: &'static str,
    zone: &'static str,
    offset: &'static str,
) -> Abbreviation {
    Abbreviation {
        letters,
        zone,
        offset,
    }
}

/// Every known abbreviation.
pub const ALL: &[Abbreviation] = &[
    define_abbreviation("ACDT", "Australia/Adelaide", "+10:30"),
    define_abbreviation("ACST", "Australia/Darwin", "+09:30"),
    define_abbreviation("ADT", "America/Halifax", "-03:00"),
    define_abbreviation("AEDT", "Australia/Sydney", "+11:00"),
    define_abbreviation("AEST", "Australia/Brisbane", "+10:00"),
    define_abbreviation("AFT", "Asia/Kabul", "+04:30"),
    define_abbreviation("AKDT", "America/Anchorage", "-08:00"),
    define_abbreviation("AKST", "America/Anchorage", "-09:00"),
    define_abbreviation("AMT", "Asia/Yerevan", "+04:00"),
    define_abbreviation("ART", "America/Argentina/Buenos_Aires", "-03:00"),
    define_abbreviation("AST", "America/Halifax", "-04:00"),
    define_abbreviation("AWST", "Australia/Perth", "+08:00"),
    define_abbreviation("AZT", "Asia/Baku", "+04:00"),
    define_abbreviation("BDT", "Asia/Dhaka", "+06:00"),
    define_abbreviation("BRT", "America/Sao_Paulo", "-03:00"),
    define_abbreviation("BST", "Europe/London", "+01:00"),
    define_abbreviation("CAT", "Africa/Maputo", "+02:00"),
    define_abbreviation("CDT", "America/Chicago", "-05:00"),
    define_abbreviation("CEST", "Europe/Berlin", "+02:00"),
    define_abbreviation("CET", "Europe/Berlin", "+01:00"),
    define_abbreviation("CLST", "America/Santiago", "-03:00"),
    define_abbreviation("CLT", "America/Santiago", "-04:00"),
    define_abbreviation("COT", "America/Bogota", "-05:00"),
    define_abbreviation("CST", "America/Chicago", "-06:00"),
    define_abbreviation("CST6CDT", "America/Chicago", "-06:00"),
    define_abbreviation("EAT", "Africa/Nairobi", "+03:00"),
    define_abbreviation("EDT", "America/New_York", "-04:00"),
    define_abbreviation("EEST", "Europe/Athens", "+03:00"),
    define_abbreviation("EET", "Europe/Athens", "+02:00"),
    define_abbreviation("EST", "America/New_York", "-05:00"),
    define_abbreviation("EST5EDT", "America/New_York", "-05:00"),
    define_abbreviation("GET", "Asia/Tbilisi", "+04:00"),
    define_abbreviation("GMT", "UTC", "+00:00"),
    define_abbreviation("GST", "Asia/Dubai", "+04:00"),
    define_abbreviation("HKT", "Asia/Hong_Kong", "+08:00"),
    define_abbreviation("HST", "Pacific/Honolulu", "-10:00"),
    define_abbreviation("ICT", "Asia/Bangkok", "+07:00"),
    define_abbreviation("IDT", "Asia/Jerusalem", "+03:00"),
    define_abbreviation("IRDT", "Asia/Tehran", "+04:30"),
    define_abbreviation("IRST", "Asia/Tehran", "+03:30"),
    define_abbreviation("IST", "Asia/Kolkata", "+05:30"),
    define_abbreviation("JST", "Asia/Tokyo", "+09:00"),
    define_abbreviation("KST", "Asia/Seoul", "+09:00"),
    define_abbreviation("MDT", "America/Denver", "-06:00"),
    define_abbreviation("MEST", "Europe/Berlin", "+02:00"),
    define_abbreviation("MESZ", "Europe/Berlin", "+02:00"),
    define_abbreviation("MET", "Europe/Berlin", "+01:00"),
    define_abbreviation("MEZ", "Europe/Berlin", "+01:00"),
    define_abbreviation("MMT", "Asia/Yangon", "+06:30"),
    define_abbreviation("MSK", "Europe/Moscow", "+03:00"),
    define_abbreviation("MST", "America/Denver", "-07:00"),
    define_abbreviation("MST7MDT", "America/Denver", "-07:00"),
    define_abbreviation("MYT", "Asia/Kuala_Lumpur", "+08:00"),
    define_abbreviation("NDT", "America/St_Johns", "-02:30"),
    define_abbreviation("NPT", "Asia/Kathmandu", "+05:45"),
    define_abbreviation("NST", "America/St_Johns", "-03:30"),
    define_abbreviation("NZDT", "Pacific/Auckland", "+13:00"),
    define_abbreviation("NZST", "Pacific/Auckland", "+12:00"),
    define_abbreviation("PDT", "America/Los_Angeles", "-07:00"),
    define_abbreviation("PET", "America/Lima", "-05:00"),
    define_abbreviation("PHT", "Asia/Manila", "+08:00"),
    define_abbreviation("PKT", "Asia/Karachi", "+05:00"),
    define_abbreviation("PST", "America/Los_Angeles", "-08:00"),
    define_abbreviation("PST8PDT", "America/Los_Angeles", "-08:00"),
    define_abbreviation("SAST", "Africa/Johannesburg", "+02:00"),
    define_abbreviation("SGT", "Asia/Singapore", "+08:00"),
    define_abbreviation("SST", "Pacific/Pago_Pago", "-11:00"),
    define_abbreviation("TJT", "Asia/Dushanbe", "+05:00"),
    define_abbreviation("TMT", "Asia/Ashgabat", "+05:00"),
    define_abbreviation("TRT", "Europe/Istanbul", "+03:00"),
    define_abbreviation("UZT", "Asia/Tashkent", "+05:00"),
    define_abbreviation("WAT", "Africa/Lagos", "+01:00"),
    define_abbreviation("WEST", "Europe/Lisbon", "+01:00"),
    define_abbreviation("WET", "Europe/Lisbon", "+00:00"),
    define_abbreviation("WIB", "Asia/Jakarta", "+07:00"),
    define_abbreviation("WIT", "Asia/Jayapura", "+09:00"),
    define_abbreviation("WITA", "Asia/Makassar", "+08:00"),
];

/// Returns the abbreviation with these letters, in upper or lower case.
pub fn find_abbreviation(letters: &str) -> Option<&'static Abbreviation> {
    let mut rows = ALL.iter();
    rows.find(|known| known.letters.eq_ignore_ascii_case(letters))
}
