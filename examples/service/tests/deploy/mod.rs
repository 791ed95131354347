//! A rolling deploy from version 1 to version 2 and back, while clients write.
//!
//! The programs are processes. Two of them serve at any time, and one more during each step. The clients never stop.

mod clients;
mod programs;

use clients::{Clients, Facts};
use programs::{Kind, Program, Programs};
use std::thread;

/// The rounds of each client before the next step.
const ROUNDS: usize = 8;

/// Runs the deploy on an empty database.
pub(crate) fn there_and_back(database: &str) {
    let programs = Programs::default();
    let clients = Clients::new(&programs);
    let facts = thread::scope(|scope| {
        let mut serving = [Program::start(Kind::V1, database), Program::start(Kind::V1, database)];
        serving.iter().for_each(|program| programs.add(program));
        let running = clients.start(scope);
        running.wait(ROUNDS);

        // There. Version 2 writes what version 1 reads, until no program of version 1 runs.
        replace_each(&mut serving, Kind::V2WritesOld, database, &programs, &running);
        replace_each(&mut serving, Kind::V2WritesNewest, database, &programs, &running);
        programs::rewrite(Kind::V2WritesNewest, database);
        running.wait(ROUNDS);

        // And back. No row of the new schema version may be left when the first program of version 1 starts.
        replace_each(&mut serving, Kind::V2WritesOld, database, &programs, &running);
        programs::rewrite(Kind::V2WritesOld, database);
        replace_each(&mut serving, Kind::V1, database, &programs, &running);

        let facts = running.stop();
        for program in serving {
            programs.remove(&program);
            program.stop();
        }
        facts
    });
    check(database, &facts);
}

/// Replaces one program after the other. Both kinds serve in between.
fn replace_each(
    serving: &mut [Program],
    kind: Kind,
    database: &str,
    programs: &Programs,
    running: &clients::Running<'_, '_>,
) {
    for program in serving {
        let new = Program::start(kind, database);
        programs.add(&new);
        running.wait(ROUNDS);
        programs.remove(program);
        std::mem::replace(program, new).stop();
        running.wait(ROUNDS);
    }
}

/// Both versions see every acknowledged change.
fn check(database: &str, facts: &Facts) {
    facts.assert_tested();
    for kind in [Kind::V1, Kind::V2WritesNewest, Kind::V2WritesOld] {
        let program = Program::start(kind, database);
        facts.check(&program);
        program.stop();
    }
}
