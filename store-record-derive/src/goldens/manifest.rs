#[allow(long_running_const_eval)]
const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::RecordManifest for Directory {
        const RECORD_TYPES: &'static [&'static __store_record::str] = &[
            <Account as __store_record::StoreRecord>::RECORD_TYPE,
            <Group as __store_record::StoreRecord>::RECORD_TYPE,
        ];
        const ROUTES: &'static [__store_record::Route] = {
            const TYPES: &[__store_record::Types] = &[
                (
                    <Account as __store_record::StoreRecord>::RECORD_TYPE,
                    <Account as __store_record::StoreRecord>::RECORD_TYPE_ALIASES,
                ),
                (
                    <Group as __store_record::StoreRecord>::RECORD_TYPE,
                    <Group as __store_record::StoreRecord>::RECORD_TYPE_ALIASES,
                ),
            ];
            const ROUTES: [__store_record::Route; __store_record::routes_len(TYPES)] = __store_record::routes(
                TYPES,
            );
            &ROUTES
        };
        const LOCKED: __store_record::Option<&'static [__store_record::RecordShape]> = __store_record::Some(
            &[
                __store_record::locked(
                    __store_record::record_shape(
                        ("account", &[]),
                        1i32,
                        &[
                            __store_record::component_shape(
                                ".tenant",
                                __store_record::KeyEncoding::new("text"),
                            ),
                        ],
                        &[
                            __store_record::component_shape(
                                ".id",
                                __store_record::KeyEncoding::new("u64"),
                            ),
                        ],
                        &[("metadata.level", ".level")],
                        &__store_record::Shape::Struct(
                            &__store_record::struct_shape(
                                "",
                                &[
                                    __store_record::field_shape(
                                        ["id", ""],
                                        &[],
                                        false,
                                        false,
                                        "",
                                        &__store_record::Shape::Integer(__store_record::IntegerShape {
                                            bits: 64u8,
                                            is_signed: false,
                                            is_not_zero: false,
                                        }),
                                    ),
                                    __store_record::field_shape(
                                        ["level", ""],
                                        &[],
                                        false,
                                        false,
                                        "",
                                        &__store_record::Shape::Enum(
                                            &__store_record::enum_shape(
                                                "",
                                                __store_record::EnumRepr::External,
                                                &[
                                                    __store_record::variant_shape(
                                                        "High",
                                                        &[],
                                                        "",
                                                        __store_record::None,
                                                    ),
                                                    __store_record::variant_shape(
                                                        "Low",
                                                        &[],
                                                        "",
                                                        __store_record::None,
                                                    ),
                                                ],
                                                __store_record::UnknownFieldPolicy::Deny,
                                                &[],
                                            ),
                                        ),
                                    ),
                                    __store_record::field_shape(
                                        ["name", ""],
                                        &[],
                                        false,
                                        false,
                                        "",
                                        &__store_record::Shape::Text(__store_record::TextForm::Any),
                                    ),
                                ],
                                false,
                                __store_record::UnknownFieldPolicy::Deny,
                                &[],
                            ),
                        ),
                        __store_record::None,
                    ),
                ),
            ],
        );
        const LOCK: __store_record::Lock = __store_record::Lock {
            path: __store_record::Some(
                "/package/src/goldens/store-record.lock",
            ),
            relaxed: &[
                __store_record::Relaxation {
                    record_type: "account",
                    schema_version: 1i32,
                    change: __store_record::Change::FieldRemoved,
                    at: ".name",
                    reason: "no row has it",
                    is_spent: false,
                },
            ],
            history: &[],
            retired: &["session"],
        };
        fn visit_records<__V: __store_record::RecordVisitor>(__visitor: &mut __V) {
            __store_record::RecordVisitor::visit::<Account>(__visitor);
            __store_record::RecordVisitor::visit::<Group>(__visitor);
        }
        fn open_row(
            __row: &__store_record::EnvelopeRef<'_>,
        ) -> __store_record::Result<Self, __store_record::OpenError> {
            match __store_record::route(
                <Self as __store_record::RecordManifest>::ROUTES,
                __row,
            ) {
                __store_record::Some(0usize) => {
                    let __record: Account = __store_record::EnvelopeRef::open(__row)?;
                    __store_record::Ok(Self::Account(__record))
                }
                __store_record::Some(1usize) => {
                    let __record: Group = __store_record::EnvelopeRef::open(__row)?;
                    __store_record::Ok(Self::Group(__store_record::From::from(__record)))
                }
                _ => __store_record::unlisted_type(),
            }
        }
        fn record_type(&self) -> &'static __store_record::str {
            match self {
                Self::Account(_) => <Account as __store_record::StoreRecord>::RECORD_TYPE,
                Self::Group(_) => <Group as __store_record::StoreRecord>::RECORD_TYPE,
            }
        }
        fn to_envelope(
            &self,
        ) -> __store_record::Result<
            __store_record::Envelope,
            __store_record::EncodeError,
        > {
            match self {
                Self::Account(__record) => {
                    <Account as __store_record::StoreRecord>::to_envelope(__record)
                }
                Self::Group(__record) => {
                    <Group as __store_record::StoreRecord>::to_envelope(__record)
                }
            }
        }
    }
    #[automatically_derived]
    impl __store_record::From<Account> for Directory {
        fn from(__record: Account) -> Self {
            Self::Account(__record)
        }
    }
    #[automatically_derived]
    impl __store_record::Registers<Account> for Directory {
        const SEAL: __store_record::Sealed = __store_record::Sealed;
    }
    #[automatically_derived]
    impl __store_record::From<Group> for Directory {
        fn from(__record: Group) -> Self {
            Self::Group(__store_record::From::from(__record))
        }
    }
    #[automatically_derived]
    impl __store_record::Registers<Group> for Directory {
        const SEAL: __store_record::Sealed = __store_record::Sealed;
    }
    const _: () = {
        const ROUTES: &[__store_record::Route] = <Directory as __store_record::RecordManifest>::ROUTES;
        const TYPES: &[__store_record::Types] = &[
            (
                <Account as __store_record::StoreRecord>::RECORD_TYPE,
                <Account as __store_record::StoreRecord>::RECORD_TYPE_ALIASES,
            ),
            (
                <Group as __store_record::StoreRecord>::RECORD_TYPE,
                <Group as __store_record::StoreRecord>::RECORD_TYPE_ALIASES,
            ),
        ];
        const SORTED: &[&__store_record::str] = &["group", "account"];
        const LISTED: &[&__store_record::str] = &["account", "group"];
        const _: () = {
            __store_record::assert_distinct(ROUTES, TYPES, 0usize);
            __store_record::assert_listed(
                <Account as __store_record::StoreRecord>::RECORD_TYPE,
                SORTED,
                "src/goldens/record-types.json",
            );
        };
        const _: () = {
            __store_record::assert_distinct(ROUTES, TYPES, 1usize);
            __store_record::assert_listed(
                <Group as __store_record::StoreRecord>::RECORD_TYPE,
                SORTED,
                "src/goldens/record-types.json",
            );
        };
        const _: () = __store_record::assert_complete(
            ROUTES,
            LISTED,
            "src/goldens/record-types.json",
        );
    };
    const _: &[__store_record::u8] = ::core::include_bytes!(
        "/package/src/goldens/record-types.json"
    );
};
#[allow(long_running_const_eval)]
const _: () = {
    use ::store_record::__private as __store_record;
    const LOCKED: &[__store_record::RecordShape] = match <Directory as __store_record::RecordManifest>::LOCKED {
        __store_record::Some(locked) => locked,
        __store_record::None => &[],
    };
    const RELAXED: &[__store_record::Relaxation] = <Directory as __store_record::RecordManifest>::LOCK
        .relaxed;
    const NAMES: &[__store_record::Route] = <Directory as __store_record::RecordManifest>::ROUTES;
    const RETIRED: &[&__store_record::str] = <Directory as __store_record::RecordManifest>::LOCK
        .retired;
    const SHAPES: &[&__store_record::RecordShape] = &[
        <Account as __store_record::StoreRecord>::RECORD_SHAPE,
        <Group as __store_record::StoreRecord>::RECORD_SHAPE,
    ];
    const _: () = {
        __store_record::assert_unchanged::<Account>(LOCKED, RELAXED);
    };
    const _: () = {
        __store_record::assert_unchanged::<Group>(LOCKED, RELAXED);
    };
    const _: () = {
        __store_record::assert_none_gone(
            LOCKED,
            NAMES,
            RETIRED,
            "src/goldens/store-record.lock",
        );
    };
    const _: () = {
        __store_record::assert_relaxes(LOCKED, SHAPES, &RELAXED[0usize]);
    };
};
const _: () = {
    use ::store_record::__private as __store_record;
    const _: &[__store_record::u8] = ::core::include_bytes!(
        "/package/src/goldens/store-record.lock"
    );
    const _: __store_record::Option<&__store_record::str> = ::core::option_env!(
        "STORE_RECORD_LOCK"
    );
};
#[cfg(test)]
mod __store_record_lock_of_Directory {
    use super::*;
    #[::core::prelude::v1::test]
    fn is_current() {
        use ::store_record::__private as __store_record;
        __store_record::assert_current::<Directory>();
    }
}
