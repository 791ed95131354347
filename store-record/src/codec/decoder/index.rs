//! Where the members of objects are in a text that isn't canonical. See `docs/design/reading.md`.

use crate::error::DecodeError;
pub(crate) use deferred::DeferredMembers;
pub(crate) use member::{Member, ValueSpan};
use std::cell::Cell;
use std::cmp::Ordering;

mod build;
mod deferred;
mod member;
mod order;

/// The members of the objects of one text. It knows only where a value begins and ends: the reader of a value checks it.
#[derive(Default)]
pub(crate) struct MemberIndex {
    /// Members that were deferred. Empty once the index is built.
    pub(crate) deferred: DeferredMembers,
    /// In the order in which they begin.
    objects: Vec<Object>,
    /// In the order in which their objects end, so that the members of an object are together.
    members: Vec<Member>,
    /// Members of objects whose end hasn't been found, while the index is built.
    pending: Vec<Member>,
    /// The objects that are being read, the innermost last.
    open: Vec<OpenObject>,
    /// The index of the object after the one that was opened last.
    following: usize,
}

struct Object {
    start: usize,
    end: usize,
    /// Its members are `members[first..last]`.
    first: usize,
    last: usize,
}

/// An object that is being read, member by member in canonical order.
struct OpenObject {
    next: usize,
    last: usize,
    end: usize,
    /// Where the text ended when the object was opened.
    limit: usize,
    has_duplicates: bool,
    /// True if a map reads the members of several types' object.
    is_map: bool,
}

/// What is next in an object when the reader wants a name.
pub(crate) enum Next {
    /// The value of the member of that name.
    Here(ValueSpan),
    /// A duplicate of that name, by the offset of the second one.
    Duplicate(usize),
    /// A member with a smaller name.
    Before(Member),
    /// A member with a greater name, or the end: that name is absent.
    Absent,
}

thread_local! {
    static RECYCLED: Cell<Option<Box<MemberIndex>>> = const { Cell::new(None) };
}

/// A thread keeps the memory of at most this many objects and members.
const MAX_RECYCLED_ENTRIES: usize = 1 << 14;

impl MemberIndex {
    /// Returns an empty index, with the thread's recycled memory if there is any.
    pub(crate) fn empty() -> Box<Self> {
        RECYCLED.try_with(Cell::take).ok().flatten().unwrap_or_default()
    }

    /// Finds all members of the text. Returns an error if brackets, strings or separators of members are wrong.
    pub(crate) fn build(&mut self, text: &str) -> Result<(), DecodeError> {
        self.deferred.clear();
        build::find(text, self)
    }

    /// Gives the memory back to the thread.
    pub(crate) fn recycle(mut self: Box<Self>) {
        self.deferred.clear();
        self.objects.clear();
        self.members.clear();
        self.pending.clear();
        self.open.clear();
        self.following = 0;
        let entries = self.objects.capacity() + self.members.capacity() + self.pending.capacity();
        if entries + self.deferred.capacity() <= MAX_RECYCLED_ENTRIES {
            let _ = RECYCLED.try_with(|recycled| recycled.set(Some(self)));
        }
    }

    /// Begins to read the object at `start`. Returns false if there is none.
    pub(crate) fn open(&mut self, text: &str, start: usize, limit: usize) -> bool {
        let is_following = self.objects.get(self.following).is_some_and(|object| object.start == start);
        if !is_following {
            let Ok(found) = self.objects.binary_search_by_key(&start, |object| object.start) else { return false };
            self.following = found;
        }
        let Some(&Object { end, first, last, .. }) = self.objects.get(self.following) else { return false };
        self.following += 1;
        let has_duplicates = order::sort(self.members.get_mut(first..last).unwrap_or_default(), text);
        self.open.push(OpenObject { next: first, last, end, limit, has_duplicates, is_map: false });
        true
    }

    /// Consumes the next member of the innermost object if it has that name and the object has no duplicates. Returns where
    /// its value is.
    #[inline(always)]
    pub(crate) fn next_if(&mut self, text: &str, name: &str) -> Option<ValueSpan> {
        let object = self.open.last_mut().filter(|object| object.next < object.last && !object.has_duplicates)?;
        let member = self.members.get(object.next).filter(|member| member.has_name(name, text))?;
        object.next += 1;
        Some(member.value())
    }

    /// Consumes the next member of the innermost object, unless its name is greater than `name`.
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
        if object.has_duplicates
            && object.next < object.last
            && let Some(second) = self.members.get(object.next)
            && second.compare_name(name, text) == Ordering::Equal
        {
            return Next::Duplicate(second.name);
        }
        Next::Here(member.value())
    }

    /// Consumes the next member of the innermost object.
    pub(crate) fn next_of_any_name(&mut self) -> Option<Member> {
        let object = self.open.last_mut().filter(|object| object.next < object.last)?;
        object.next += 1;
        self.members.get(object.next - 1).copied()
    }

    /// Returns the index of the object at `start`, and its members.
    pub(crate) fn find(&self, start: usize) -> Option<(usize, (usize, usize))> {
        let found = self.objects.binary_search_by_key(&start, |object| object.start).ok()?;
        self.objects.get(found).map(|object| (found, (object.first, object.last)))
    }

    /// Leaves only some members in an object. Returns their number.
    pub(crate) fn leave(&mut self, object: usize, text: &str, is_left: impl Fn(&str) -> bool) -> usize {
        let Some(Object { first, last, .. }) = self.objects.get_mut(object) else { return 0 };
        let members = self.members.get_mut(*first..*last).unwrap_or_default();
        let (left, others): (Vec<Member>, Vec<Member>) =
            members.iter().partition(|member| is_left(&member.name_in(text)));
        members.iter_mut().zip(left.iter().chain(&others)).for_each(|(place, member)| *place = *member);
        *last = *first + left.len();
        left.len()
    }

    /// Leaves the members after the first `count` ones, up to `last`.
    pub(crate) fn leave_others(&mut self, object: usize, count: usize, last: usize) {
        if let Some(object) = self.objects.get_mut(object) {
            (object.first, object.last) = (object.first + count, last);
        }
    }

    /// Restores the members of an object.
    pub(crate) fn restore(&mut self, object: usize, members: (usize, usize)) {
        if let Some(object) = self.objects.get_mut(object) {
            (object.first, object.last) = members;
        }
    }

    /// Begins to read the object at `start` as a map.
    pub(crate) fn open_map(&mut self, text: &str, start: usize, limit: usize) -> bool {
        let is_found = self.open(text, start, limit);
        if let Some(object) = self.open.last_mut().filter(|_| is_found) {
            object.is_map = true;
        }
        is_found
    }

    /// Returns true if the innermost object is read as a map.
    pub(crate) fn is_map_open(&self) -> bool {
        self.open.last().is_some_and(|object| object.is_map)
    }

    /// Returns true if no object is being read, and no deferred member is left.
    pub(crate) fn is_closed(&self) -> bool {
        self.open.is_empty() && self.deferred.depth() == 0
    }

    /// Returns where the innermost object ends.
    pub(crate) fn end(&self) -> Option<usize> {
        self.open.last().map(|object| object.end)
    }

    /// Leaves the innermost object. Returns where it ends, and where the text ended when it was opened.
    pub(crate) fn close(&mut self) -> Option<(usize, usize)> {
        self.open.pop().map(|object| (object.end, object.limit))
    }
}
