use store_record::StoreValue;

#[derive(Default, StoreValue)]
#[store_record(default)]
struct Pair(u8, u8);

#[derive(StoreValue)]
#[store_record(default = one)]
enum Choice {
    One,
}

fn one() -> Choice {
    Choice::One
}

fn main() {}
