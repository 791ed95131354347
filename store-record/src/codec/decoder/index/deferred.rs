//! The members that were skipped because another member's turn was first.

use super::member::{Member, ValueSpan};

/// The members that were passed over in the objects that are being read.
#[derive(Default)]
pub(crate) struct DeferredMembers {
    /// The innermost last. An object that could be read in the order of its text isn't among them.
    objects: Vec<Object>,
    /// The innermost object's last.
    members: Vec<Member>,
}

struct Object {
    /// How deep it stands.
    depth: u32,
    /// Where its members begin.
    start: usize,
    /// The place of the first one that is left.
    first: usize,
    /// Where to go on behind the member that is being read, if it had been passed over, and where the text ends there.
    back: Option<(usize, usize)>,
}

/// Of more members than that none is compared with each name.
const MAX_DEFERRED: usize = 64;

impl DeferredMembers {
    pub(super) fn clear(&mut self) {
        self.objects.clear();
        self.members.clear();
    }

    pub(super) fn capacity(&self) -> usize {
        self.objects.capacity() + self.members.capacity()
    }

    /// How deep the innermost object stands that has members here or one that is being read; 0 if there is none.
    pub(crate) fn depth(&self) -> u32 {
        self.objects.last().map_or(0, |object| object.depth)
    }

    /// Adds a member of the innermost object, which stands at `depth`. None if there are too many.
    pub(crate) fn add(&mut self, depth: u32, member: Member) -> Option<()> {
        let first = match self.objects.last() {
            Some(object) if object.depth == depth => object.first,
            _ => {
                let start = self.members.len();
                self.objects.push(Object { depth, start, first: start, back: None });
                start
            }
        };
        self.members.push(member);
        (self.members.len() - first <= MAX_DEFERRED).then_some(())
    }

    /// Takes the member of that name out of the object at `depth`; `back` is where to go on behind it.
    pub(crate) fn take(&mut self, depth: u32, name: &str, text: &str, back: (usize, usize)) -> Option<ValueSpan> {
        let object = self.objects.last_mut().filter(|object| object.depth == depth)?;
        let mut members = self.members.iter().skip(object.first);
        let found = object.first + members.position(|member| member.is_written_as(name, text))?;
        object.back = Some(back);
        // Mostly they are taken in the order in which they stand.
        if found == object.first {
            object.first += 1;
            return self.members.get(found).map(Member::value);
        }
        Some(self.members.remove(found).value())
    }

    /// Where to go on behind the member of the object at `depth` that was read, if it had been passed over.
    pub(crate) fn take_back(&mut self, depth: u32) -> Option<(usize, usize)> {
        let object = self.objects.last_mut().filter(|object| object.depth == depth)?;
        let back = object.back.take();
        if object.first == self.members.len() {
            self.members.truncate(object.start);
            self.objects.pop();
        }
        back
    }

    /// Leaves the object at `depth`; gives what is left of its members, in canonical order.
    pub(crate) fn close(&mut self, depth: u32, text: &str) -> Vec<Member> {
        let Some(object) = self.objects.pop_if(|object| object.depth == depth) else { return Vec::new() };
        let mut left = self.members.split_off(object.first);
        self.members.truncate(object.start);
        left.sort_by(|one, other| one.compare(other, text));
        left
    }
}
