//! The cases of each row of the table in `docs/evolution.md`.

/// A part of the records, its replacement, and the beginning of the expected error. The error is empty if the change compiles.
pub(super) type Case = (&'static str, &'static str, &'static str);

pub(super) const NOTHING: &[(&str, &[Case])] = &[
    (
        "another order of fields or variants; another doc comment; another Rust name of a type; another Rust name of a field or \
     variant with the same stored name or number",
        &[
            ("Many(Vec<String>)", "Several(Vec<String>)", ""),
            ("Low = 1, High = 7", "Highest = 7, Lowest = 1", ""),
            ("pub struct Loose { pub note", "/// A note.\npub struct Loose { /** Its text. */ pub note", ""),
            ("    pub tenant: String,\n    pub realm: u16,\n", "    pub realm: u16,\n    pub tenant: String,\n", ""),
            ("Active, Closed { by: u64 }", "Closed { by: u64 }, Active", ""),
            ("pub struct Loose { pub note: String }", "pub struct L { pub note: String }\npub type Loose = L;", ""),
            ("pub struct Kids(pub Vec<Kids>);", "pub struct K(pub Vec<Self>);\npub type Kids = K;", ""),
            ("pub enum Color { Red, Blue }", "pub enum Colour { Red, Blue }\npub type Color = Colour;", ""),
            ("Red, Blue", "#[store_record(rename = \"Red\")] Crimson, Blue", ""),
            ("pub note: String", "#[store_record(rename = \"note\")] pub remark: String", ""),
            (
                "created_at = made, ;; pub made:",
                "created_at = born, ;; #[store_record(rename = \"made\")] pub born:",
                "",
            ),
            ("changed, ;; pub changed:", "r#move, ;; #[store_record(rename = \"changed\")] pub r#move:", ""),
            ("= revision, ;; pub revision:", "= token, ;; #[store_record(rename = \"revision\")] pub token:", ""),
            ("(name, ;; pub name:", "(name = label, ;; #[store_record(rename = \"name\")] pub label:", ""),
            ("= address.street ;; pub street:", "= address.way ;; #[store_record(rename = \"street\")] pub way:", ""),
            (
                "= address.street ;; pub address:",
                "= home.street ;; #[store_record(rename = \"address\")] pub home:",
                "",
            ),
            ("(tenant, realm) ;; pub realm:", "(tenant, land) ;; #[store_record(rename = \"realm\")] pub land:", ""),
            ("(id, region) ;; pub region:", "(id, area) ;; #[store_record(rename = \"region\")] pub area:", ""),
        ],
    ),
    (
        "a field with `skip` is added or removed",
        &[
            ("pub note: String", "pub note: String, #[store_record(skip)] pub cache: Vec<u8>", ""),
            ("Kids(pub Vec<Kids>)", "Kids(pub Vec<Kids>, #[store_record(skip)] std::marker::PhantomData<String>)", ""),
        ],
    ),
    (
        "fields move into a struct that is flattened, or out of it",
        &[
            ("#[store_record(flatten)] pub inner: Inner,", "pub second: u8,", ""),
            (
                "pub enum Status { Active, Closed { by: u64 } }",
                "pub enum Status { Active, Closed(Closing) }\n#[derive(StoreValue)] pub struct Closing { by: u64 }",
                "",
            ),
            (
                "pub struct B { pub b: u8 }",
                "pub struct B { #[store_record(flatten)] pub c: C }\n#[derive(StoreValue)] pub struct C { pub b: u8 }",
                "",
            ),
            (
                "(name, ;; pub name: String, ;; pub struct B {",
                "(name = label.name, ;; #[store_record(flatten)] pub label: Label, ;; pub struct Label { pub name: String }\n#[derive(StoreValue)] pub struct B {",
                "",
            ),
        ],
    ),
];

pub(super) const ADDITIONS: &[(&str, &[Case])] = &[
    (
        "a field with `default` is added",
        &[
            ("pub city: String,", "pub city: String, #[store_record(default)] pub more: u8,", ""),
            ("Closed { by: u64 }", "Closed { by: u64, #[store_record(default)] at: u8 }", ""),
        ],
    ),
    (
        "a field is renamed, with `alias = \"old name\"`",
        &[
            ("pub note: String", "#[store_record(alias = \"note\")] pub remark: String", ""),
            (
                "created_at = made, ;; pub made:",
                "created_at = born, ;; #[store_record(alias = \"made\")] pub born:",
                "",
            ),
            ("= revision, ;; pub revision:", "= token, ;; #[store_record(alias = \"revision\")] pub token:", ""),
            ("= address.street ;; pub street:", "= address.way ;; #[store_record(alias = \"street\")] pub way:", ""),
            ("(tenant, realm) ;; pub realm:", "(tenant, land) ;; #[store_record(alias = \"realm\")] pub land:", ""),
            ("(id, region) ;; pub region:", "(id, area) ;; #[store_record(alias = \"region\")] pub area:", ""),
        ],
    ),
    (
        "an `alias`, a `reserved` name, a variant, or an alias of the record type is added; to an untagged enum, a \
         variant at its end",
        &[
            ("pub city: String,", "#[store_record(alias = \"town\")] pub city: String,", ""),
            ("    None,\n", "    #[store_record(alias = \"Nobody\")] None,\n", ""),
            ("reserved(\"zip\")", "reserved(\"zip\", \"post\")", ""),
            ("reserved(\"Fax\")", "reserved(\"Fax\", \"Telex\")", ""),
            ("    None,\n", "    None, More,\n", ""),
            ("Red, Blue", "Red, Blue, Mixed(Vec<Color>)", ""),
            ("Many(Vec<String>)", "Many(Vec<String>), No", ""),
            ("High = 7", "High = 7, Higher", ""),
            ("Ready(u8)", "Ready(u8), Gone(String)", ""),
            ("alias = \"team\"", "alias = \"team\", alias = \"crew\"", ""),
        ],
    ),
    (
        "a variant is renamed, with `alias = \"old name\"`",
        &[("    None,\n", "    #[store_record(alias = \"None\")] Nothing,\n", "")],
    ),
    (
        "a `default` is added; unknown fields or variants are accepted where they were rejected, or kept where they were \
         lost; a flattened map is added, or kept unknown fields take its place",
        &[
            ("pub note: String", "#[store_record(default)] pub note: String", ""),
            ("reserved(\"zip\")", "reserved(\"zip\"), unknown_fields = \"ignore\"", ""),
            ("pub city: String,", "pub city: String, #[store_record(rest)] pub rest: store_record::UnknownFields,", ""),
            ("Red, Blue", "Red, Blue, #[store_record(other)] Other(String)", ""),
            (
                "#[store_record(unknown_fields = \"ignore\")]\npub struct Loose { pub note: String }",
                "pub struct Loose { pub note: String, #[store_record(rest)] pub rest: store_record::UnknownFields }",
                "",
            ),
            ("pub b: u8", "pub b: u8, #[store_record(flatten)] pub more: BTreeMap<String, u8>", ""),
            ("flatten)] pub marks: BTreeMap<String, u16>", "rest)] pub marks: store_record::UnknownFields", ""),
        ],
    ),
    (
        "a `sensitive` or `unverified` mark, or a `cfg`, is added or removed",
        &[
            ("pub city: String", "#[store_record(sensitive)] pub city: String", ""),
            ("number: u32", "#[store_record(sensitive)] number: u32", ""),
            ("number: u32", "#[store_record(unverified)] number: u32", ""),
            ("pub struct Kids(pub Vec<Kids>);", "pub struct Kids(#[store_record(unverified)] pub Vec<Kids>);", ""),
            ("#[store_record(unverified)] ", "", ""),
            ("#[store_record(sensitive)]", "", ""),
            ("pub city: String", "#[cfg(not(feature = \"none\"))] pub city: String", ""),
            ("Red, Blue", "Red, #[cfg(all())] Blue", ""),
        ],
    ),
];

pub(super) const REJECTED: &[(&str, &[Case])] = &[
    (
        "a required field is added",
        &[
            ("pub name: String,", "pub name: String, pub more: u8,", "`.more` wasn't a field, and is required"),
            ("pub city: String,", "pub city: String, pub more: u8,", "`.address.more` wasn't a field, and is required"),
            ("number: u32,", "number: u32, more: u8,", "`.contacts[]#Phone.more` wasn't a field, and is required"),
        ],
    ),
    (
        "a field is removed, or renamed without an alias",
        &[
            ("pub city: String,", "", "`.address.city` was a field, and isn't any more"),
            ("pub city: String,", "pub town: String,", "`.address.city` was a field, and isn't any more"),
            ("number: u32,", "", "`.contacts[]#Phone.number` was a field, and isn't any more"),
            (
                "pub city: String,",
                "#[store_record(skip)] pub city: String,",
                "`.address.city` was a field, and isn't any more",
            ),
        ],
    ),
    (
        "the kind of a field changes: string to number, `u32` to `u64`, `f64` to `f32`, required to optional or back, set \
         to list, another length, another form of map names, other values of a flattened map, another unit of an instant, a custom codec, a `recursive` mark",
        &[
            ("pub city: String", "pub city: Any", "`.address.city` was text, is now enum"),
            ("pub any: Vec<Any>", "pub any: Any", "`.any` was list, is now enum"),
            ("number: u32", "number: Any", "`.contacts[]#Phone.number` was u32, is now enum"),
            ("pub city: String", "pub city: u32", "`.address.city` was text, is now u32"),
            ("number: u32", "number: u64", "`.contacts[]#Phone.number` was u32, is now u64"),
            ("number: u32", "number: i32", "`.contacts[]#Phone.number` was u32, is now i32"),
            ("number: u32", "number: std::num::NonZeroU32", "`.contacts[]#Phone.number` was u32, is now u32 but 0"),
            ("(f64,", "(f32,", "`.scores[*][0]` was f64, is now f32"),
            ("pub city: String", "pub city: Option<String>", "`.address.city` was text, is now optional text"),
            ("street: Option<String>", "street: String", "`.address.street` was optional text, is now text"),
            ("BTreeSet<char>", "Vec<char>", "`.contacts[]#Phone.kinds` was set, is now list"),
            ("BTreeSet<char>", "BTreeSet<String>", "`.contacts[]#Phone.kinds[]` was char, is now text"),
            ("[u8; 4]", "[u8; 5]", "`.scores[*][1]` was bytes of 4, is now bytes of 5"),
            ("[u8; 4]", "Vec<u8>", "`.scores[*][1]` was bytes of 4, is now bytes"),
            ("[String; 2]", "[String; 3]", "`.scores[*][2]` was array of 2, is now array of 3"),
            ("[String; 2]", "[bool; 2]", "`.scores[*][2][]` was text, is now bool"),
            ("[String; 2])", "[String; 2], bool)", "`.scores[*]` was tuple of 3, is now tuple of 4"),
            ("(u8, Option<(char,)>)", "(u8, (char,))", "`.pairs` was map by tuple, is now map by tuple"),
            ("BTreeMap<u8,", "BTreeMap<String,", "`.scores` was map by unsigned, is now map by text"),
            ("BTreeMap<u8,", "BTreeMap<Option<u8>,", "`.scores` was map by unsigned, is now map by optional unsigned"),
            ("<String, u16>", "<u8, u16>", "`.flat` was map by text, is now map by unsigned"),
            ("<String, u16>", "<String, u32>", "`.flat[*]` was u16, is now u32"),
            ("pub second: u8", "pub second: u16", "`.flat.second` was u8, is now u16"),
            ("pub one: u8", "pub one: u16", "`.odd.a%2Eb` was u8, is now u16"),
            ("pub b: u8", "pub b: u16", "`.odd.a.b` was u8, is now u16"),
            ("pub two: u8", "pub two: u16", "`.odd.%22%5C%5B%25%23%5Dé` was u8, is now u16"),
            (
                "kids: Kids }",
                "kids: Vec<Node> }",
                "`.node.kids[]` referred to a type around it, and refers to another one",
            ),
            ("pub status: Status", "pub status: Loose", "`.status` was enum, is now struct"),
            (
                "pub city: String",
                "#[store_record(with = serde)] pub city: String",
                "`.address.city` was text, is now custom",
            ),
            ("unix_seconds", "unix_millis", "`.seen` was unix seconds, is now unix millis"),
            (
                "pub city: String",
                "#[store_record(with = text)] pub city: std::net::IpAddr",
                "`.address.city` was text, is now the text of a type",
            ),
            (
                "pub city: String",
                "#[store_record(recursive)] pub city: String",
                "`.address.city` was text, is now custom",
            ),
        ],
    ),
    (
        "a `default` is removed",
        &[("#[store_record(default)]", "", "`.address.lines` could be absent, and is required")],
    ),
    (
        "an `alias` of a field, a variant or the record type is removed",
        &[
            ("#[store_record(alias = \"road\")]", "", "`.address.road` was an alias of a field, and isn't any more"),
            ("#[store_record(alias = \"Fon\")]", "", "`.contacts[]#Fon` was an alias of a variant, and isn't any more"),
            ("alias = \"team\", ", "", "`alias.team` was an alias of the record type, and isn't any more"),
        ],
    ),
    (
        "a variant is removed, renamed without an alias, or has another number",
        &[
            (", Many(Vec<String>)", "", "`.any[]#2` was a variant, and isn't any more"),
            ("Low = 1, ", "", "`.grade#1` was a variant, and isn't any more"),
            ("Low = 1, ", "Low = 2, ", "`.grade#1` was a variant, and isn't any more"),
            ("    None,\n", "", "`.contacts[]#None` was a variant, and isn't any more"),
            ("    None,\n", "    Nobody,\n", "`.contacts[]#None` was a variant, and isn't any more"),
        ],
    ),
    (
        "the content of a variant is added, removed or changed; another order of untagged variants",
        &[
            ("Yes(bool), One(String)", "One(String), Yes(bool)", "`.any[]#0` was bool, is now text"),
            ("Many(Vec<String>)", "Many(Vec<char>)", "`.any[]#2[]` was text, is now char"),
            ("    None,\n", "    None(bool),\n", "`.contacts[]#None` held nothing, and holds something"),
            ("Mail(String)", "Mail", "`.contacts[]#Mail` held something, and holds nothing"),
            ("Mail(String)", "Mail(u8)", "`.contacts[]#Mail` was text, is now u8"),
            ("Mail(String)", "Mail(String, u8)", "`.contacts[]#Mail` was text, is now tuple of 2"),
            ("    Idle,", "    Idle(bool),", "`.states[]#Idle` held nothing, and holds something"),
            ("Ready(u8)", "Ready", "`.states[]#Ready` held something, and holds nothing"),
            ("Ready(u8)", "Ready(u16)", "`.states[]#Ready` was u8, is now u16"),
            ("Busy { until: u64 }", "Busy { until: String }", "`.states[]#Busy.until` was u64, is now text"),
            ("Closed { by: u64 }", "Closed { by: String }", "`.status#Closed.by` was u64, is now text"),
        ],
    ),
    (
        "a `tag`, `content`, `untagged` or `repr` is added, removed or changed",
        &[
            ("#[store_record(untagged)]", "", "`.any[]` was `untagged`, and isn't any more"),
            ("pub enum Color", "#[store_record(untagged)] pub enum Color", "`.color` wasn't `untagged`, and is now"),
            ("content = \"is\"", "content = \"value\"", "`.states[]` had another `content`"),
            ("tag = \"in\", content = \"is\"", "tag = \"was\", content = \"is\"", "`.states[]` had another `tag`"),
            ("tag = \"in\", content = \"is\"", "reserved()", "`.states[]` had another `tag`"),
            ("tag = \"kind\"", "tag = \"kind\", content = \"is\"", "`.status` had another `content`"),
            ("repr = \"integer\"", "reserved()", "`.grade` had another `repr`"),
            ("pub enum Color", "#[store_record(repr = \"integer\")] pub enum Color", "`.color` had another `repr`"),
            ("tag = \"kind\"", "tag = \"type\"", "`.status` had another `tag`"),
            ("#[store_record(tag = \"kind\")]", "", "`.status` had another `tag`"),
            ("pub enum Color", "#[store_record(tag = \"is\")] pub enum Color", "`.color` had another `tag`"),
        ],
    ),
    (
        "unknown fields or variants are rejected where they were accepted; unknown fields are lost where they were kept; a flattened map takes the place of unknown fields of any kind",
        &[
            ("#[store_record(unknown_fields = \"ignore\")]", "", "`.loose` accepted unknown fields, and rejects them"),
            (
                ", #[store_record(rest)] pub rest: store_record::UnknownFields",
                "",
                "`.kept` accepted unknown fields, and rejects them",
            ),
            (
                "#[store_record(other)]\n    Other(Json),",
                "",
                "`.contacts[]` accepted unknown variants, and rejects them",
            ),
            (
                "pub struct Kept { pub sum: u8, #[store_record(rest)] pub rest: store_record::UnknownFields }",
                "#[store_record(unknown_fields = \"ignore\")] pub struct Kept { pub sum: u8 }",
                "`.kept` kept unknown fields, and would lose them",
            ),
            (
                ", #[store_record(flatten)] pub marks: BTreeMap<String, u16>",
                "",
                "`.flat` accepted unknown fields, and rejects them",
            ),
            (
                "#[store_record(rest)] pub rest: store_record::UnknownFields",
                "#[store_record(flatten)] pub rest: BTreeMap<String, bool>",
                "`.kept` accepted any unknown fields, and reads them as the entries of a flattened map",
            ),
        ],
    ),
    (
        "a `reserved` name is used, or isn't reserved any more",
        &[
            ("#[store_record(reserved(\"zip\"))]", "", "`.address.zip` was `reserved`, and isn't any more"),
            ("#[store_record(reserved(\"Fax\"))]", "", "`.contacts[]#Fax` was `reserved`, and isn't any more"),
            (
                "#[store_record(reserved(\"zip\"))]\npub struct Address {",
                "pub struct Address { #[store_record(default)] pub zip: u8,",
                "`.address.zip` is a reserved name",
            ),
            (
                "#[store_record(reserved(\"Fax\"))]\npub enum Contact {",
                "pub enum Contact { Fax,",
                "`.contacts[]#Fax` is a reserved name",
            ),
        ],
    ),
    (
        "the scope or key changes: a component is added, removed, moved or renamed, or has another form",
        &[
            ("key = (id, region)", "key = (id, region, name)", "`key` had another number of components"),
            ("key = (id, region)", "key = id", "`key` had another number of components"),
            ("key = (id, region)", "key = ()", "`key` had another number of components"),
            ("key = (id, region)", "key = (region, id)", "`key.id` was a component, and another is in its location"),
            ("key = (id, region)", "key = (id, name)", "`key.region` was a component, and another is in its location"),
            ("pub id: u64,\n    pub region", "pub id: i64,\n    pub region", "`key.id` was a component, and another"),
            (
                "region: Option<String>",
                "region: String",
                "`key.region` was a component, and another is in its location",
            ),
            ("scope = (tenant, realm)", "scope = (tenant, realm, name)", "`scope` had another number of components"),
            ("scope = (tenant, realm)", "scope = tenant", "`scope` had another number of components"),
            ("scope = (tenant, realm)", "scope = global", "`scope` had another number of components"),
            ("scope = (tenant, realm)", "scope = (realm, tenant)", "`scope.tenant` was a component, and another"),
            ("scope = (tenant, realm)", "scope = (name, realm)", "`scope.tenant` was a component, and another"),
            ("pub realm: u16", "pub realm: i16", "`scope.realm` was a component, and another is in its location"),
        ],
    ),
    (
        "a column is added, removed, or filled from another field: `created_at`, `updated_at`, `revision`, metadata",
        &[
            ("created_at = made, ", "", "`created_at` was a column of the record, and isn't any more"),
            ("created_at = made, ", "created_at = changed, ", "`created_at` was filled from another field"),
            ("updated_at = changed, ", "", "`updated_at` was a column of the record, and isn't any more"),
            ("updated_at = changed, ", "updated_at = made, ", "`updated_at` was filled from another field"),
            ("revision = revision, ", "", "`revision` was a column of the record, and isn't any more"),
            ("revision = revision, ", "revision = realm, ", "`revision` was filled from another field"),
            ("metadata(name,", "metadata(name = region,", "`metadata.name` was filled from another field"),
            ("metadata(name,", "metadata(name, id,", "`metadata.id` wasn't a column of the record, and is one"),
            ("metadata(name,", "metadata(", "`metadata.name` was a column of the record, and isn't any more"),
            ("= address.street", "= odd.one", "`metadata.street` was filled from another field"),
            ("= address.street", "= address.lines", "`metadata.street` was filled from another field"),
            (
                "previous = Group1, scope = global, key = id)]",
                "previous = Group1, scope = global, key = id, revision = id)]",
                "`revision` wasn't a column of the record, and is one",
            ),
        ],
    ),
    (
        "a locked schema version has no type in the chain of `previous`",
        &[(
            "schema_version = 2, previous = Group1,",
            "schema_version = 2,",
            "version 1 is locked, and nothing reads its",
        )],
    ),
    (
        "the schema version is lower than the locked one",
        &[(
            "pub type Group = Group2;",
            "pub type Group = Group1;",
            "version 2 is locked, and this record has an older",
        )],
    ),
    (
        "a record type is removed from the manifest",
        &[("// Account Group", "// Account", "and no variant of the manifest reads its rows")],
    ),
];
