//! Where the members of a text's objects stand, for text that isn't in canonical order.

use super::decoder::Decoder;
use super::sorted::{FEW, Rank};
use crate::canonical_order;
use crate::error::DecodeError;
use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;

mod finder;

/// The members of all objects of one text. What stands in the values isn't looked at, but for where strings and
/// brackets end: who reads them does that.
#[derive(Default)]
pub(crate) struct MemberIndex {
    /// In the order in which they begin.
    objects: Vec<Object>,
    members: Vec<Member>,
    /// The members of the objects whose end isn't found yet.
    pending: Vec<Member>,
    /// The objects that are being read, the innermost last.
    open: Vec<OpenObject>,
    /// The object that begins after the one that was opened last.
    following: usize,
}

struct Object {
    start: usize,
    end: usize,
    first: usize,
    last: usize,
    is_in_order: bool,
}

/// One member, by offsets in the text.
#[derive(Clone, Copy)]
pub(crate) struct Member {
    rank: Rank,
    /// Where the opening quote of the name stands.
    pub(crate) name: usize,
    pub(crate) value: usize,
    pub(crate) end: usize,
}

/// An object that is being read, member by member in canonical order.
struct OpenObject {
    next: usize,
    last: usize,
    end: usize,
    /// Where the text ended for who opened it.
    limit: usize,
    has_twice: bool,
}

/// What comes next in an object, seen from a name.
pub(crate) enum Next {
    /// The value of the member of that name.
    Here { value: usize, end: usize },
    /// That name, but twice; this is where it stands for the second time.
    Twice(usize),
    /// A member whose name comes before.
    Before(Member),
    /// Another member or none: that name is absent.
    Absent,
}

thread_local! {
    static KEPT: Cell<Option<Box<MemberIndex>>> = const { Cell::new(None) };
}

/// So many objects and members a thread keeps the memory for.
const MAX_KEPT: usize = 1 << 14;

impl MemberIndex {
    /// Finds the members in a text; an error where its brackets, strings or separators aren't as they must be.
    pub(crate) fn of(text: &str) -> Result<Box<Self>, DecodeError> {
        let mut index = KEPT.try_with(Cell::take).ok().flatten().unwrap_or_default();
        match finder::find(text, &mut index) {
            Ok(()) => Ok(index),
            Err(error) => {
                index.keep();
                Err(error)
            }
        }
    }

    /// Gives the memory back to the thread.
    pub(crate) fn keep(mut self: Box<Self>) {
        self.objects.clear();
        self.members.clear();
        self.pending.clear();
        self.open.clear();
        self.following = 0;
        let capacity = self.objects.capacity() + self.members.capacity() + self.pending.capacity();
        if capacity <= MAX_KEPT {
            let _ = KEPT.try_with(|kept| kept.set(Some(self)));
        }
    }

    /// Begins to read the object at `start`; false if there is none.
    pub(crate) fn open(&mut self, text: &str, start: usize, limit: usize) -> bool {
        let is_following = self.objects.get(self.following).is_some_and(|object| object.start == start);
        if !is_following {
            let Ok(found) = self.objects.binary_search_by_key(&start, |object| object.start) else { return false };
            self.following = found;
        }
        let Some(object) = self.objects.get_mut(self.following) else { return false };
        self.following += 1;
        let has_twice =
            !object.is_in_order && sort(self.members.get_mut(object.first..object.last).unwrap_or_default(), text);
        self.open.push(OpenObject { next: object.first, last: object.last, end: object.end, limit, has_twice });
        true
    }

    /// Consumes the next member of the innermost object, unless its name comes after `name`.
    #[inline]
    pub(crate) fn next(&mut self, text: &str, name: &str) -> Next {
        let Some(object) = self.open.last_mut().filter(|object| object.next < object.last) else { return Next::Absent };
        let Some(member) = self.members.get(object.next) else { return Next::Absent };
        match member.compare_name(name, text) {
            Ordering::Greater => return Next::Absent,
            Ordering::Less => {
                object.next += 1;
                return Next::Before(*member);
            }
            Ordering::Equal => object.next += 1,
        }
        if object.has_twice
            && object.next < object.last
            && let Some(second) = self.members.get(object.next)
            && second.compare_name(name, text) == Ordering::Equal
        {
            return Next::Twice(second.name);
        }
        Next::Here { value: member.value, end: member.end }
    }

    /// Consumes the next member of the innermost object.
    pub(crate) fn next_of_any_name(&mut self) -> Option<Member> {
        let object = self.open.last_mut().filter(|object| object.next < object.last)?;
        object.next += 1;
        self.members.get(object.next - 1).copied()
    }

    /// Whether no object is being read.
    pub(crate) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// Where the innermost object ends.
    pub(crate) fn end(&self) -> Option<usize> {
        self.open.last().map(|object| object.end)
    }

    /// Leaves the innermost object; gives where it ends, and where the text ended for who opened it.
    pub(crate) fn close(&mut self) -> Option<(usize, usize)> {
        self.open.pop().map(|object| (object.end, object.limit))
    }
}

/// Puts members in canonical order; true if a name is there twice. Stable, so that the second stays the later one.
fn sort(members: &mut [Member], text: &str) -> bool {
    if members.len() > FEW {
        members.sort_by(|one, other| one.compare(other, text));
        return !members.is_sorted_by(|one, other| one.compare(other, text) == Ordering::Less);
    }
    let mut has_twice = false;
    for end in 1..members.len() {
        has_twice |= insert(members.get_mut(..=end).unwrap_or_default(), text);
    }
    has_twice
}

/// Moves the last member down to its place; true if the one before it has its name.
#[inline]
fn insert(members: &mut [Member], text: &str) -> bool {
    let Some(&last) = members.last() else { return false };
    let mut order = Ordering::Less;
    for at in (1..members.len()).rev() {
        let Some([one, other]) = members.get_mut(at - 1..=at) else { break };
        order = one.compare(&last, text);
        if order != Ordering::Greater {
            *other = last;
            return order == Ordering::Equal;
        }
        *other = *one;
    }
    if let Some(first) = members.first_mut().filter(|_| order == Ordering::Greater) {
        *first = last;
    }
    false
}

impl Member {
    /// Compares the names of two members of one text.
    #[inline(always)]
    fn compare(&self, other: &Self, text: &str) -> Ordering {
        match self.rank.cmp(&other.rank) {
            Ordering::Equal if !self.rank.is_whole() => self.compare_whole(other, text),
            by_rank => by_rank,
        }
    }

    #[inline(never)]
    fn compare_whole(&self, other: &Self, text: &str) -> Ordering {
        match (self.plain_name(text), other.plain_name(text)) {
            (Some(one), Some(other)) => (one.len(), one).cmp(&(other.len(), other)),
            _ => canonical_order(&self.name_in(text), &other.name_in(text)),
        }
    }

    /// Compares its name with another one.
    #[inline(always)]
    fn compare_name(&self, name: &str, text: &str) -> Ordering {
        if self.is_written_as(name, text) { Ordering::Equal } else { canonical_order(&self.name_in(text), name) }
    }

    #[inline(always)]
    fn is_written_as(&self, name: &str, text: &str) -> bool {
        self.rank.length() == name.len() && self.plain_name(text).is_some_and(|plain| is_same(plain, name.as_bytes()))
    }

    /// The name, if it has no escapes and isn't very long. With escapes it is longer in the text, so a quote at its length
    /// is one after a backslash.
    #[inline(always)]
    fn plain_name<'t>(&self, text: &'t str) -> Option<&'t [u8]> {
        let (name, after) = text.as_bytes().get(self.name + 1..)?.split_at_checked(self.rank.length())?;
        (after.first() == Some(&b'"') && name.last() != Some(&b'\\')).then_some(name)
    }

    pub(crate) fn name_in<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Decoder::at(text, self.name).string().unwrap_or_default()
    }
}

/// Compares texts of one length; most names are short.
#[inline(always)]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    match (one.first_chunk::<8>(), other.first_chunk::<8>(), one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(one_head), Some(other_head), Some(one_tail), Some(other_tail)) => {
            one_head == other_head && one_tail == other_tail && (one.len() <= 16 || one == other)
        }
        _ => one == other,
    }
}
