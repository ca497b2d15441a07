//! A moment of real time as a date.

const MONTHS: [&str; 12] = [
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

/// Unix milliseconds as "21 November 2026", in universal time.
///
/// Howard Hinnant, "chrono-compatible low-level date algorithms",
/// `civil_from_days`, for days since 1970.
pub(super) fn date(unix_ms: u64) -> String {
    let days = unix_ms / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 2
    } else {
        from_march - 10
    };
    let year = year_of_era + era * 400 + u64::from(month < 2);
    let name = usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .unwrap_or(&"");
    format!("{day} {name} {year}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_right_at_the_edges_of_years() {
        assert_eq!(date(0), "1 January 1970");
        assert_eq!(date(951_782_400_000), "29 February 2000");
        assert_eq!(date(1_798_761_599_999), "31 December 2026");
        assert_eq!(date(1_798_761_600_000), "1 January 2027");
    }
}
