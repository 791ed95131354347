//! Members that were jumped over because another member's turn came first.

use super::member::{Member, ValueSpan};

/// The deferred members of the objects that are being read.
#[derive(Default)]
pub(crate) struct DeferredMembers {
    /// The innermost is last. An object without deferred members isn't here.
    objects: Vec<Object>,
    /// Those of the innermost object are last.
    members: Vec<Member>,
}

struct Object {
    depth: u32,
    /// The index of its first member.
    start: usize,
    /// The index of its first member that hasn't been taken.
    first: usize,
    /// Where reading continues after the member that is being read, and where the text ends there.
    back: Option<(usize, usize)>,
}

/// Each name is compared with the deferred members, so there may be few.
const MAX_DEFERRED: usize = 64;

impl DeferredMembers {
    pub(super) fn clear(&mut self) {
        self.objects.clear();
        self.members.clear();
    }

    pub(super) fn capacity(&self) -> usize {
        self.objects.capacity() + self.members.capacity()
    }

    /// Returns the depth of the innermost object that has members here, or 0.
    pub(crate) fn depth(&self) -> u32 {
        self.objects.last().map_or(0, |object| object.depth)
    }

    /// Adds a member of the innermost object, which is at `depth`. Returns `None` if there are too many.
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

    /// Takes the member of that name out of the object at `depth`. Reading continues at `back` after it.
    pub(crate) fn take(&mut self, depth: u32, name: &str, text: &str, back: (usize, usize)) -> Option<ValueSpan> {
        let object = self.objects.last_mut().filter(|object| object.depth == depth)?;
        let mut members = self.members.iter().skip(object.first);
        let found = object.first + members.position(|member| member.has_name(name, text))?;
        object.back = Some(back);
        // Most texts have one other order throughout, so members are taken in the order of the text.
        if found == object.first {
            object.first += 1;
            return self.members.get(found).map(Member::value);
        }
        Some(self.members.remove(found).value())
    }

    /// Returns where reading continues after the member of the object at `depth`, if it was a deferred one.
    pub(crate) fn take_back(&mut self, depth: u32) -> Option<(usize, usize)> {
        let object = self.objects.last_mut().filter(|object| object.depth == depth)?;
        let back = object.back.take();
        if object.first == self.members.len() {
            self.members.truncate(object.start);
            self.objects.pop();
        }
        back
    }

    /// Leaves the object at `depth`. Returns the members that are left, in canonical order.
    pub(crate) fn close(&mut self, depth: u32, text: &str) -> Vec<Member> {
        let Some(object) = self.objects.pop_if(|object| object.depth == depth) else { return Vec::new() };
        let mut left = self.members.split_off(object.first);
        self.members.truncate(object.start);
        left.sort_by(|one, other| one.compare(other, text));
        left
    }
}
