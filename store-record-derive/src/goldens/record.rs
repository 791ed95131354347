const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl __private::StoreValue for Membership {
        type Nullability = __private::NotNull;
        const SHAPE: &'static __private::Shape = {
            &__private::Shape::Struct(
                &__private::StructShape {
                    name: "Membership",
                    fields: &__private::fields(
                        ["tenant", "user", "group", "level", "at", "revision"],
                        [
                            <String as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <u64 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <Group as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <Level as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <OffsetDateTime as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <u32 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ],
                    ),
                    has_skipped: false,
                    unknown: __private::UnknownNames::Refused,
                    reserved: &[],
                },
            )
        };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            if __private::enter(__encoder) {
                __private::member_with(
                    __encoder,
                    b"{\"at\": ",
                    &self.at,
                    <OffsetDateTime as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"user\": ",
                    &self.user,
                    <u64 as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"group\": ",
                    &self.group,
                    <Group as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"level\": ",
                    &self.level,
                    <Level as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"tenant\": ",
                    &self.tenant,
                    <String as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"revision\": ",
                    &self.revision,
                    <u32 as __private::StoreValue>::encode,
                );
                __private::leave(__encoder, b"}");
            }
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            if let __private::Err(__error) = __private::open_object(__decoder) {
                return __private::Err(__error);
            }
            let __f4 = match __private::field(
                __decoder,
                b"{\"at\": ",
                "at",
                <OffsetDateTime as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f1 = match __private::field(
                __decoder,
                b", \"user\": ",
                "user",
                <u64 as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f2 = match __private::field(
                __decoder,
                b", \"group\": ",
                "group",
                <Group as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f3 = match __private::field(
                __decoder,
                b", \"level\": ",
                "level",
                <Level as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f0 = match __private::field(
                __decoder,
                b", \"tenant\": ",
                "tenant",
                <String as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f5 = match __private::field(
                __decoder,
                b", \"revision\": ",
                "revision",
                <u32 as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            if let __private::Err(__error) = __private::close_object(__decoder) {
                return __private::Err(__error);
            }
            __private::Ok(Self {
                tenant: __f0,
                user: __f1,
                group: __f2,
                level: __f3,
                at: __f4,
                revision: __f5,
            })
        }
    }
    #[automatically_derived]
    impl __private::StoreRecord for Membership {
        const RECORD_TYPE: &'static __private::str = "membership";
        const SCHEMA_VERSION: __private::i32 = 2i32;
        const RECORD_SHAPE: &'static __private::RecordShape = &__private::RecordShape {
            record_type: <Self as __private::StoreRecord>::RECORD_TYPE,
            aliases: <Self as __private::StoreRecord>::RECORD_TYPE_ALIASES,
            schema_version: <Self as __private::StoreRecord>::SCHEMA_VERSION,
            scope: &[
                __private::ComponentShape {
                    name: "tenant",
                    form: <String as __private::StoreKey>::FORM,
                },
            ],
            key: &[
                __private::ComponentShape {
                    name: "user",
                    form: <u64 as __private::StoreKey>::FORM,
                },
                __private::ComponentShape {
                    name: "group.name",
                    form: <String as __private::StoreKey>::FORM,
                },
            ],
            columns: &[
                ("created_at", "at"),
                ("revision", "revision"),
                ("metadata.level", "level"),
                ("metadata.name", "group.name"),
            ],
            payload: <Self as __private::StoreValue>::SHAPE,
            previous: __private::None,
        };
        #[inline]
        fn rewrite_key(
            __from: &mut __private::KeyDecoder<'_>,
            __to: &mut __private::KeyEncoder,
        ) {
            <String as __private::StoreKey>::rewrite_component("tenant", __from, __to);
            <u64 as __private::StoreKey>::rewrite_component("user", __from, __to);
            <String as __private::StoreKey>::rewrite_component(
                "group.name",
                __from,
                __to,
            );
        }
        #[inline]
        fn encode_scope(&self, __key: &mut __private::KeyEncoder) {
            {
                let __value: &String = &self.tenant;
                <String as __private::StoreKey>::write_component(
                    __value,
                    "tenant",
                    __key,
                );
            }
        }
        #[inline]
        fn encode_key(&self, __key: &mut __private::KeyEncoder) {
            {
                let __value: &u64 = &self.user;
                <u64 as __private::StoreKey>::write_component(__value, "user", __key);
            }
            {
                let __value: &String = &self.group.name;
                <String as __private::StoreKey>::write_component(
                    __value,
                    "group.name",
                    __key,
                );
            }
        }
        #[inline]
        fn encode_metadata(&self, __encoder: &mut __private::Encoder) {
            if __private::enter(__encoder) {
                __private::member(__encoder, b"{\"name\": ", &self.group.name);
                __private::member(__encoder, b", \"level\": ", &self.level);
                __private::leave(__encoder, b"}");
            }
        }
        #[inline]
        fn created_at(
            &self,
        ) -> __private::Result<
            __private::Option<__private::OffsetDateTime>,
            __private::EncodeError,
        > {
            __private::timestamp(&self.at, "created_at")
        }
        #[inline]
        fn revision(
            &self,
        ) -> __private::Result<
            __private::Option<__private::i64>,
            __private::EncodeError,
        > {
            __private::revision(&self.revision)
        }
    }
    #[automatically_derived]
    impl Membership {
        ///The scope of these components.
        ///
        /// # Errors
        ///
        /// A component that has no key text, such as a date out of range.
        #[inline]
        pub fn scope_for(
            tenant: &<String as __private::StoreKey>::Borrowed,
        ) -> __private::Result<__private::Scope, __private::KeyError> {
            let mut __key = __private::new_key();
            __private::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __private::StoreKey>::encode_key,
            );
            __private::to_scope(&__key)
        }
        ///The record key of these components.
        ///
        /// # Errors
        ///
        /// A component that has no key text, such as a date out of range.
        #[inline]
        pub fn record_key_for(
            tenant: &<String as __private::StoreKey>::Borrowed,
            user: &u64,
            group_name: &<String as __private::StoreKey>::Borrowed,
        ) -> __private::Result<__private::RecordKey, __private::KeyError> {
            let mut __key = __private::new_key();
            __private::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __private::StoreKey>::encode_key,
            );
            <u64 as __private::StoreKey>::write_component(user, "user", &mut __key);
            __private::borrowed_component(
                &mut __key,
                "group.name",
                group_name,
                <String as __private::StoreKey>::encode_key,
            );
            __private::to_record_key(&__key)
        }
        ///All keys with these components, up to `user`.
        ///
        /// # Errors
        ///
        /// A component that has no key text, such as a date out of range.
        #[inline]
        pub fn key_range_by_user(
            tenant: &<String as __private::StoreKey>::Borrowed,
            user: &u64,
        ) -> __private::Result<__private::KeyRange, __private::KeyError> {
            let mut __key = __private::new_key();
            __private::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __private::StoreKey>::encode_key,
            );
            <u64 as __private::StoreKey>::write_component(user, "user", &mut __key);
            __private::to_key_range(&__key)
        }
        /// The scope's and the key's components of a record key.
        ///
        /// # Errors
        ///
        /// A text that is no key of this record type.
        #[inline]
        pub fn parse_key(
            __text: &__private::RecordKey,
        ) -> __private::Result<(String, u64, String), __private::KeyError> {
            let mut __parts = __private::read_key(__text);
            let __components = (
                match __private::parse_component(
                    &mut __parts,
                    "tenant",
                    <String as __private::StoreKey>::decode_key,
                ) {
                    __private::Ok(__value) => __value,
                    __private::Err(__error) => return __private::Err(__error),
                },
                match __private::parse_component(
                    &mut __parts,
                    "user",
                    <u64 as __private::StoreKey>::decode_key,
                ) {
                    __private::Ok(__value) => __value,
                    __private::Err(__error) => return __private::Err(__error),
                },
                match __private::parse_component(
                    &mut __parts,
                    "group.name",
                    <String as __private::StoreKey>::decode_key,
                ) {
                    __private::Ok(__value) => __value,
                    __private::Err(__error) => return __private::Err(__error),
                },
            );
            if let __private::Err(__error) = __private::finish_key(__parts) {
                return __private::Err(__error);
            }
            __private::Ok(__components)
        }
    }
    const _: () = __private::assert_registered::<DirectoryRecord, Membership>();
};
