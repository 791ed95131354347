//! A struct with 200 fields.

use crate::records::Sample;
use serde::{Deserialize, Serialize};
use store_record::StoreValue;

/// Creates the value of a field.
trait Sampled {
    fn sampled(sample: &mut Sample) -> Self;
}

macro_rules! wide {
    ($($kind:ty: { $($field:ident)* })*) => {
        /// A form with 50 counts, strings, amounts and answers each.
        #[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)]
        pub struct Wide { $($(pub $field: $kind,)*)* }

        impl Wide {
            pub(super) fn sample(sample: &mut Sample) -> Self {
                Self { $($($field: <$kind>::sampled(sample),)*)* }
            }
        }
    };
}

wide! {
    u64: {
        count_00 count_01 count_02 count_03 count_04 count_05 count_06 count_07
        count_08 count_09 count_10 count_11 count_12 count_13 count_14 count_15
        count_16 count_17 count_18 count_19 count_20 count_21 count_22 count_23
        count_24 count_25 count_26 count_27 count_28 count_29 count_30 count_31
        count_32 count_33 count_34 count_35 count_36 count_37 count_38 count_39
        count_40 count_41 count_42 count_43 count_44 count_45 count_46 count_47
        count_48 count_49
    }
    String: {
        comment_00 comment_01 comment_02 comment_03 comment_04 comment_05 comment_06 comment_07
        comment_08 comment_09 comment_10 comment_11 comment_12 comment_13 comment_14 comment_15
        comment_16 comment_17 comment_18 comment_19 comment_20 comment_21 comment_22 comment_23
        comment_24 comment_25 comment_26 comment_27 comment_28 comment_29 comment_30 comment_31
        comment_32 comment_33 comment_34 comment_35 comment_36 comment_37 comment_38 comment_39
        comment_40 comment_41 comment_42 comment_43 comment_44 comment_45 comment_46 comment_47
        comment_48 comment_49
    }
    f64: {
        amount_00 amount_01 amount_02 amount_03 amount_04 amount_05 amount_06 amount_07
        amount_08 amount_09 amount_10 amount_11 amount_12 amount_13 amount_14 amount_15
        amount_16 amount_17 amount_18 amount_19 amount_20 amount_21 amount_22 amount_23
        amount_24 amount_25 amount_26 amount_27 amount_28 amount_29 amount_30 amount_31
        amount_32 amount_33 amount_34 amount_35 amount_36 amount_37 amount_38 amount_39
        amount_40 amount_41 amount_42 amount_43 amount_44 amount_45 amount_46 amount_47
        amount_48 amount_49
    }
    Option<bool>: {
        answer_00 answer_01 answer_02 answer_03 answer_04 answer_05 answer_06 answer_07
        answer_08 answer_09 answer_10 answer_11 answer_12 answer_13 answer_14 answer_15
        answer_16 answer_17 answer_18 answer_19 answer_20 answer_21 answer_22 answer_23
        answer_24 answer_25 answer_26 answer_27 answer_28 answer_29 answer_30 answer_31
        answer_32 answer_33 answer_34 answer_35 answer_36 answer_37 answer_38 answer_39
        answer_40 answer_41 answer_42 answer_43 answer_44 answer_45 answer_46 answer_47
        answer_48 answer_49
    }
}

impl Sampled for u64 {
    fn sampled(sample: &mut Sample) -> Self {
        sample.id()
    }
}

impl Sampled for String {
    fn sampled(sample: &mut Sample) -> Self {
        sample.full_name()
    }
}

impl Sampled for f64 {
    fn sampled(sample: &mut Sample) -> Self {
        sample.amount()
    }
}

impl Sampled for Option<bool> {
    fn sampled(sample: &mut Sample) -> Self {
        sample.maybe(70, |sample| sample.percent(50))
    }
}
