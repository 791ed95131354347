use std::marker::PhantomData;
use store_record::{StoreKey, StoreValue};

#[derive(StoreValue)]
struct Cached(u64, #[store_record(skip)] Vec<u8>);

#[derive(StoreValue)]
#[store_record(transparent)]
struct Id<K>(u64, PhantomData<K>);

#[derive(StoreKey)]
struct Key<K>(u64, PhantomData<K>);

#[derive(StoreKey)]
struct Nothing<K>(#[store_record(skip)] PhantomData<K>);

#[derive(StoreKey)]
struct CachedKey(u64, #[store_record(skip)] u8);

#[derive(StoreValue)]
enum Choice<K> {
    One(u64, #[store_record(skip)] PhantomData<K>),
}

fn main() {}
