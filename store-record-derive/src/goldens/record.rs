#[automatically_derived]
#[allow(
    deprecated,
    unused_variables,
    unused_mut,
    unreachable_code,
    clippy::all,
    clippy::pedantic
)]
impl ::store_record::StoreValue for Membership {
    type Nullability = ::store_record::NotNull;
    const SHAPE: &'static ::store_record::Shape = {
        &::store_record::Shape::Struct(
            &::store_record::StructShape {
                name: "Membership",
                fields: &[
                    ::store_record::FieldShape {
                        name: "tenant",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <String as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "user",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <u64 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "group",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <Group as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "level",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <Level as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "at",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <OffsetDateTime as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "revision",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <u32 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                ],
                unknown: ::store_record::UnknownNames::Refused,
                reserved: &[],
            },
        )
    };
    fn encode(&self, __encoder: &mut ::store_record::Encoder) {
        if ::store_record::__private::enter(__encoder) {
            ::store_record::__private::member_with(
                __encoder,
                b"{\"at\": ",
                &self.at,
                <OffsetDateTime as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"user\": ",
                &self.user,
                <u64 as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"group\": ",
                &self.group,
                <Group as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"level\": ",
                &self.level,
                <Level as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"tenant\": ",
                &self.tenant,
                <String as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"revision\": ",
                &self.revision,
                <u32 as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::leave(__encoder, b"}");
        }
    }
    fn decode(
        __decoder: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        ::store_record::__private::open_object(__decoder)?;
        let __f4 = ::store_record::__private::field(
            __decoder,
            b"{\"at\": ",
            "at",
            <OffsetDateTime as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f1 = ::store_record::__private::field(
            __decoder,
            b", \"user\": ",
            "user",
            <u64 as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f2 = ::store_record::__private::field(
            __decoder,
            b", \"group\": ",
            "group",
            <Group as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f3 = ::store_record::__private::field(
            __decoder,
            b", \"level\": ",
            "level",
            <Level as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f0 = ::store_record::__private::field(
            __decoder,
            b", \"tenant\": ",
            "tenant",
            <String as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f5 = ::store_record::__private::field(
            __decoder,
            b", \"revision\": ",
            "revision",
            <u32 as ::store_record::__private::StoreValue>::decode,
        )?;
        ::store_record::__private::close_object(__decoder)?;
        ::store_record::__private::Ok(Self {
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
#[allow(deprecated, unused_variables, clippy::all, clippy::pedantic)]
impl ::store_record::StoreRecord for Membership {
    const RECORD_TYPE: &'static ::store_record::__private::str = "membership";
    const RECORD_TYPE_ALIASES: &'static [&'static ::store_record::__private::str] = &[];
    const SCHEMA_VERSION: ::store_record::__private::i32 = 2i32;
    const SCOPE_FORMS: &'static [::store_record::KeyForm] = &[
        <String as ::store_record::__private::StoreKey>::FORM,
    ];
    const KEY_FORMS: &'static [::store_record::KeyForm] = &[
        <u64 as ::store_record::__private::StoreKey>::FORM,
        <String as ::store_record::__private::StoreKey>::FORM,
    ];
    const RECORD_SHAPE: &'static ::store_record::RecordShape = &::store_record::RecordShape {
        record_type: <Self as ::store_record::StoreRecord>::RECORD_TYPE,
        aliases: <Self as ::store_record::StoreRecord>::RECORD_TYPE_ALIASES,
        schema_version: <Self as ::store_record::StoreRecord>::SCHEMA_VERSION,
        scope: &[
            ::store_record::ComponentShape {
                name: "tenant",
                form: <String as ::store_record::__private::StoreKey>::FORM,
            },
        ],
        key: &[
            ::store_record::ComponentShape {
                name: "user",
                form: <u64 as ::store_record::__private::StoreKey>::FORM,
            },
            ::store_record::ComponentShape {
                name: "group.name",
                form: <String as ::store_record::__private::StoreKey>::FORM,
            },
        ],
        columns: &[
            ("created_at", "at"),
            ("revision", "revision"),
            ("metadata.level", "level"),
            ("metadata.name", "group.name"),
        ],
        payload: <Self as ::store_record::StoreValue>::SHAPE,
        previous: ::store_record::__private::None,
    };
    fn reread_key(
        __text: &::store_record::RecordKey,
    ) -> ::store_record::__private::Result<
        ::store_record::RecordKey,
        ::store_record::KeyError,
    > {
        let (__c0, __c1, __c2) = Self::parse_key(__text)?;
        Self::record_key_for(&__c0, &__c1, &__c2)
    }
    fn encode_scope(&self, __key: &mut ::store_record::KeyEncoder) {
        {
            let __value: &String = &self.tenant;
            ::store_record::__private::component(
                __key,
                "tenant",
                __value,
                <String as ::store_record::__private::StoreKey>::borrowed,
                <String as ::store_record::__private::StoreKey>::encode_key,
            );
        }
    }
    fn encode_key(&self, __key: &mut ::store_record::KeyEncoder) {
        {
            let __value: &u64 = &self.user;
            ::store_record::__private::component(
                __key,
                "user",
                __value,
                <u64 as ::store_record::__private::StoreKey>::borrowed,
                <u64 as ::store_record::__private::StoreKey>::encode_key,
            );
        }
        {
            let __value: &String = &self.group.name;
            ::store_record::__private::component(
                __key,
                "group.name",
                __value,
                <String as ::store_record::__private::StoreKey>::borrowed,
                <String as ::store_record::__private::StoreKey>::encode_key,
            );
        }
    }
    fn encode_metadata(&self, __encoder: &mut ::store_record::Encoder) {
        if ::store_record::__private::enter(__encoder) {
            ::store_record::__private::member(
                __encoder,
                b"{\"name\": ",
                &self.group.name,
            );
            ::store_record::__private::member(__encoder, b", \"level\": ", &self.level);
            ::store_record::__private::leave(__encoder, b"}");
        }
    }
    fn created_at(
        &self,
    ) -> ::store_record::__private::Result<
        ::store_record::__private::Option<::store_record::__private::OffsetDateTime>,
        ::store_record::EncodeError,
    > {
        ::store_record::__private::timestamp(&self.at, "created_at")
    }
    fn revision(
        &self,
    ) -> ::store_record::__private::Result<
        ::store_record::__private::Option<::store_record::__private::i64>,
        ::store_record::EncodeError,
    > {
        ::store_record::__private::revision(&self.revision)
    }
}
#[automatically_derived]
#[allow(deprecated, dead_code, private_interfaces, clippy::all, clippy::pedantic)]
impl Membership {
    ///The scope of these components.
    ///
    /// # Errors
    ///
    /// A component that has no key text, such as a date out of range.
    pub fn scope_for(
        tenant: &<String as ::store_record::__private::StoreKey>::Borrowed,
    ) -> ::store_record::__private::Result<
        ::store_record::Scope,
        ::store_record::KeyError,
    > {
        let mut __key = ::store_record::__private::new_key();
        ::store_record::__private::borrowed_component(
            &mut __key,
            "tenant",
            tenant,
            <String as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::into_scope(__key)
    }
    ///The record key of these components.
    ///
    /// # Errors
    ///
    /// A component that has no key text, such as a date out of range.
    pub fn record_key_for(
        tenant: &<String as ::store_record::__private::StoreKey>::Borrowed,
        user: &u64,
        group_name: &<String as ::store_record::__private::StoreKey>::Borrowed,
    ) -> ::store_record::__private::Result<
        ::store_record::RecordKey,
        ::store_record::KeyError,
    > {
        let mut __key = ::store_record::__private::new_key();
        ::store_record::__private::borrowed_component(
            &mut __key,
            "tenant",
            tenant,
            <String as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::component(
            &mut __key,
            "user",
            user,
            <u64 as ::store_record::__private::StoreKey>::borrowed,
            <u64 as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::borrowed_component(
            &mut __key,
            "group.name",
            group_name,
            <String as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::into_record_key(__key)
    }
    ///All keys with these components, up to `user`.
    ///
    /// # Errors
    ///
    /// A component that has no key text, such as a date out of range.
    pub fn key_range_by_user(
        tenant: &<String as ::store_record::__private::StoreKey>::Borrowed,
        user: &u64,
    ) -> ::store_record::__private::Result<
        ::store_record::KeyRange,
        ::store_record::KeyError,
    > {
        let mut __key = ::store_record::__private::new_key();
        ::store_record::__private::borrowed_component(
            &mut __key,
            "tenant",
            tenant,
            <String as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::component(
            &mut __key,
            "user",
            user,
            <u64 as ::store_record::__private::StoreKey>::borrowed,
            <u64 as ::store_record::__private::StoreKey>::encode_key,
        );
        ::store_record::__private::into_key_range(__key)
    }
    /// The scope's and the key's components of a record key.
    ///
    /// # Errors
    ///
    /// A text that is no key of this record type.
    pub fn parse_key(
        __text: &::store_record::RecordKey,
    ) -> ::store_record::__private::Result<
        (String, u64, String),
        ::store_record::KeyError,
    > {
        let mut __parts = ::store_record::__private::read_key(__text);
        let __components = (
            ::store_record::__private::parse_component(
                &mut __parts,
                "tenant",
                <String as ::store_record::__private::StoreKey>::decode_key,
            )?,
            ::store_record::__private::parse_component(
                &mut __parts,
                "user",
                <u64 as ::store_record::__private::StoreKey>::decode_key,
            )?,
            ::store_record::__private::parse_component(
                &mut __parts,
                "group.name",
                <String as ::store_record::__private::StoreKey>::decode_key,
            )?,
        );
        ::store_record::__private::finish_key(__parts)?;
        ::store_record::__private::Ok(__components)
    }
}
const _: () = ::store_record::__private::assert_registered::<
    DirectoryRecord,
    Membership,
>();
