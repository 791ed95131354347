const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for Membership {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Struct(
                &__store_record::struct_shape(
                    "Membership",
                    &__store_record::fields(
                        ["tenant", "user", "group", "level", "at", "revision"],
                        [
                            <String as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <u64 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <Group as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <Level as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <OffsetDateTime as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ],
                    ),
                    false,
                    __store_record::UnknownFieldPolicy::Deny,
                    &[],
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            if __store_record::enter(__encoder) {
                __store_record::member_with(
                    __encoder,
                    b"{\"at\": ",
                    &self.at,
                    <OffsetDateTime as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"user\": ",
                    &self.user,
                    <u64 as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"group\": ",
                    &self.group,
                    <Group as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"level\": ",
                    &self.level,
                    <Level as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"tenant\": ",
                    &self.tenant,
                    <String as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"revision\": ",
                    &self.revision,
                    <u32 as __store_record::StoreValue>::encode,
                );
                __store_record::leave(__encoder, b"}");
            }
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            if let __store_record::Err(__error) = __store_record::open_object(
                __decoder,
            ) {
                return __store_record::Err(__error);
            }
            let __f4 = match __store_record::field(
                __decoder,
                b"{\"at\": ",
                "at",
                <OffsetDateTime as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f1 = match __store_record::field(
                __decoder,
                b", \"user\": ",
                "user",
                <u64 as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f2 = match __store_record::field(
                __decoder,
                b", \"group\": ",
                "group",
                <Group as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f3 = match __store_record::field(
                __decoder,
                b", \"level\": ",
                "level",
                <Level as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f0 = match __store_record::field(
                __decoder,
                b", \"tenant\": ",
                "tenant",
                <String as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f5 = match __store_record::field(
                __decoder,
                b", \"revision\": ",
                "revision",
                <u32 as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            if let __store_record::Err(__error) = __store_record::close_object(
                __decoder,
            ) {
                return __store_record::Err(__error);
            }
            __store_record::Ok(Self {
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
    impl __store_record::StoreRecord for Membership {
        const RECORD_TYPE: &'static __store_record::str = "membership";
        const SCHEMA_VERSION: __store_record::i32 = 2i32;
        const RECORD_SHAPE: &'static __store_record::RecordShape = &__store_record::record_shape(
            (
                <Self as __store_record::StoreRecord>::RECORD_TYPE,
                <Self as __store_record::StoreRecord>::RECORD_TYPE_ALIASES,
            ),
            <Self as __store_record::StoreRecord>::SCHEMA_VERSION,
            &[
                __store_record::component_shape(
                    "tenant",
                    <String as __store_record::StoreKey>::ENCODING,
                ),
            ],
            &[
                __store_record::component_shape(
                    "user",
                    <u64 as __store_record::StoreKey>::ENCODING,
                ),
                __store_record::component_shape(
                    "group.name",
                    <String as __store_record::StoreKey>::ENCODING,
                ),
            ],
            &[
                ("created_at", "at"),
                ("revision", "revision"),
                ("metadata.level", "level"),
                ("metadata.name", "group.name"),
            ],
            <Self as __store_record::StoreValue>::SHAPE,
            __store_record::None,
        );
        #[inline]
        fn rewrite_key(
            __from: &mut __store_record::KeyDecoder<'_>,
            __to: &mut __store_record::KeyEncoder,
        ) {
            <String as __store_record::StoreKey>::rewrite_component(
                "tenant",
                __from,
                __to,
            );
            <u64 as __store_record::StoreKey>::rewrite_component("user", __from, __to);
            <String as __store_record::StoreKey>::rewrite_component(
                "group.name",
                __from,
                __to,
            );
        }
        #[inline]
        fn encode_scope(&self, __key: &mut __store_record::KeyEncoder) {
            {
                let __value: &String = &self.tenant;
                <String as __store_record::StoreKey>::write_component(
                    __value,
                    "tenant",
                    __key,
                );
            }
        }
        #[inline]
        fn encode_key(&self, __key: &mut __store_record::KeyEncoder) {
            {
                let __value: &u64 = &self.user;
                <u64 as __store_record::StoreKey>::write_component(
                    __value,
                    "user",
                    __key,
                );
            }
            {
                let __value: &String = &self.group.name;
                <String as __store_record::StoreKey>::write_component(
                    __value,
                    "group.name",
                    __key,
                );
            }
        }
        #[inline]
        fn encode_metadata(&self, __encoder: &mut __store_record::Encoder) {
            if __store_record::enter(__encoder) {
                __store_record::member(__encoder, b"{\"name\": ", &self.group.name);
                __store_record::member(__encoder, b", \"level\": ", &self.level);
                __store_record::leave(__encoder, b"}");
            }
        }
        #[inline]
        fn created_at(
            &self,
        ) -> __store_record::Result<
            __store_record::Option<__store_record::OffsetDateTime>,
            __store_record::EncodeError,
        > {
            __store_record::timestamp(&self.at, "created_at")
        }
        #[inline]
        fn revision(
            &self,
        ) -> __store_record::Result<
            __store_record::Option<__store_record::i64>,
            __store_record::EncodeError,
        > {
            __store_record::revision(&self.revision)
        }
    }
    const _: () = __store_record::assert_registered::<DirectoryRecord, Membership>();
};
const _: () = {
    use ::store_record::__private as __store_record;
    type str = <String as __store_record::StoreKey>::Borrowed;
    #[automatically_derived]
    impl Membership {
        ///Returns the scope with these components.
        ///
        /// # Errors
        ///
        /// Returns an error if a component has no key text, such as a date out of range.
        #[inline]
        pub fn scope_for(
            tenant: &str,
        ) -> __store_record::Result<__store_record::Scope, __store_record::KeyError> {
            let mut __key = __store_record::new_key();
            __store_record::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __store_record::StoreKey>::encode_key,
            );
            __store_record::to_scope(&__key)
        }
        ///Returns the record key with these components.
        ///
        /// # Errors
        ///
        /// Returns an error if a component has no key text, such as a date out of range.
        #[inline]
        pub fn record_key_for(
            tenant: &str,
            user: &u64,
            group_name: &str,
        ) -> __store_record::Result<
            __store_record::RecordKey,
            __store_record::KeyError,
        > {
            let mut __key = __store_record::new_key();
            __store_record::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __store_record::StoreKey>::encode_key,
            );
            <u64 as __store_record::StoreKey>::write_component(user, "user", &mut __key);
            __store_record::borrowed_component(
                &mut __key,
                "group.name",
                group_name,
                <String as __store_record::StoreKey>::encode_key,
            );
            __store_record::to_record_key(&__key)
        }
        ///Returns the range of all keys that begin with these components, up to `user`.
        ///
        /// # Errors
        ///
        /// Returns an error if a component has no key text, such as a date out of range.
        #[inline]
        pub fn key_range_by_user(
            tenant: &str,
            user: &u64,
        ) -> __store_record::Result<__store_record::KeyRange, __store_record::KeyError> {
            let mut __key = __store_record::new_key();
            __store_record::borrowed_component(
                &mut __key,
                "tenant",
                tenant,
                <String as __store_record::StoreKey>::encode_key,
            );
            <u64 as __store_record::StoreKey>::write_component(user, "user", &mut __key);
            __store_record::to_key_range(&__key)
        }
        /// Returns the components of a record key: those of the scope, then those of the key.
        ///
        /// # Errors
        ///
        /// Returns an error if the string isn't a key of this record type.
        #[inline]
        pub fn parse_key(
            record_key: &__store_record::RecordKey,
        ) -> __store_record::Result<(String, u64, String), __store_record::KeyError> {
            let mut __parts = __store_record::read_key(record_key);
            let __components = (
                match __store_record::parse_component(
                    &mut __parts,
                    "tenant",
                    <String as __store_record::StoreKey>::decode_key,
                ) {
                    __store_record::Ok(__value) => __value,
                    __store_record::Err(__error) => return __store_record::Err(__error),
                },
                match __store_record::parse_component(
                    &mut __parts,
                    "user",
                    <u64 as __store_record::StoreKey>::decode_key,
                ) {
                    __store_record::Ok(__value) => __value,
                    __store_record::Err(__error) => return __store_record::Err(__error),
                },
                match __store_record::parse_component(
                    &mut __parts,
                    "group.name",
                    <String as __store_record::StoreKey>::decode_key,
                ) {
                    __store_record::Ok(__value) => __value,
                    __store_record::Err(__error) => return __store_record::Err(__error),
                },
            );
            if let __store_record::Err(__error) = __store_record::finish_key(__parts) {
                return __store_record::Err(__error);
            }
            __store_record::Ok(__components)
        }
    }
};
