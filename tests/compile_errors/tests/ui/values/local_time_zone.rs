use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use store_record::{StoreRecord, StoreValue};

/// The zone of the computer.
#[derive(Clone)]
struct Local;

impl TimeZone for Local {
    type Offset = FixedOffset;

    fn from_offset(_: &FixedOffset) -> Self {
        Self
    }

    fn offset_from_local_date(&self, _: &NaiveDate) -> MappedLocalTime<FixedOffset> {
        MappedLocalTime::None
    }

    fn offset_from_local_datetime(&self, _: &NaiveDateTime) -> MappedLocalTime<FixedOffset> {
        MappedLocalTime::None
    }

    fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
        FixedOffset::east_opt(0).unwrap()
    }

    fn offset_from_utc_datetime(&self, _: &NaiveDateTime) -> FixedOffset {
        FixedOffset::east_opt(0).unwrap()
    }
}

#[derive(StoreValue)]
struct Event {
    at: DateTime<Utc>,
    seen: Option<DateTime<Local>>,
}

#[derive(StoreRecord)]
#[store_record(type = "visit", scope = global, key = at)]
struct Visit {
    at: DateTime<Local>,
}

fn main() {}
