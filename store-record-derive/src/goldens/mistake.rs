::core::compile_error! {
    "a record has no option `scop` (did you mean `scope`?); its options are `type`, `alias`, `schema_version`, `previous`, `scope`, `key`, `created_at`, `updated_at`, `revision`, `metadata`, `manifest`, `functions`, `rename_all`, `default`, `absent`, `tag`, `unknown_fields`, `reserved`, `bound`, `crate`"
}
::core::compile_error! {
    "a record needs the option `scope`: the fields that bound the record, such as `scope = tenant_id`, or `scope = global` for a record without a scope"
}
const _: () = {
    use ::store_record::__private as __store_record;
    impl __store_record::StoreValue for Account {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = &__store_record::Shape::Recursion(
            "",
        );
        fn encode(&self, _: &mut __store_record::Encoder) {
            ::core::unimplemented!()
        }
        fn decode(
            _: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            ::core::unimplemented!()
        }
    }
    impl __store_record::StoreRecord for Account {
        const RECORD_TYPE: &'static __store_record::str = "";
        fn encode_scope(&self, _: &mut __store_record::KeyEncoder) {
            ::core::unimplemented!()
        }
        fn encode_key(&self, _: &mut __store_record::KeyEncoder) {
            ::core::unimplemented!()
        }
        fn encode_metadata(&self, _: &mut __store_record::Encoder) {
            ::core::unimplemented!()
        }
    }
};
