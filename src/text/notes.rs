//! Notes on texts that were read lately, so that the same words are read once:
//! the rules, the rubric and the bots ask many things of one line, and a
//! rehearsal hears the same lines again and again.
//!
//! Each thread keeps notes of its own, a bounded number of them; a text whose
//! place is taken takes it over. Invariant: a note holds what its text gives
//! and nothing else, times of day unsettled, so that what is found is the same
//! with a note and without. Absent on purpose: anything that a caller could
//! see of whether there was a note.

use super::deflect::{PhraseHit, owns_in};
use super::figures::{FigureMention, figures_in};
use super::jargon::Hit;
use super::parts::{Parts, Saying, Undated};
use super::phrase::Phrases;
use super::reading::{Reading, Token, tokens};
use super::sentence::{Sentence, counted, word_count_in};
use super::times::{Unsettled, unsettled_in};
use super::topics::TopicHit;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// Texts that a thread keeps notes on; a power of two.
const KEPT: usize = 4096;
/// Longer texts are read anew each time, in bytes.
const LONGEST: usize = 2_000;
/// Lists of names that a thread remembers, and answers that a note keeps for
/// different lists.
const LISTS: usize = 8;

thread_local! {
    static SHELF: RefCell<Vec<Option<Rc<Notes>>>> = const { RefCell::new(Vec::new()) };
    static NAMES: RefCell<Vec<Rc<Names>>> = const { RefCell::new(Vec::new()) };
    static OPTIONS: RefCell<Vec<Rc<Options>>> = const { RefCell::new(Vec::new()) };
}

/// What one text holds, as far as somebody has asked.
#[derive(Debug)]
pub(super) struct Notes {
    text: Box<str>,
    pub(super) tokens: Rc<[Token]>,
    words: OnceCell<u32>,
    sentences: OnceCell<Box<[(usize, usize, u32)]>>,
    figures: OnceCell<Box<[FigureMention]>>,
    times: OnceCell<Box<[Unsettled]>>,
    phrases: OnceCell<Box<[PhraseHit]>>,
    parts: OnceCell<Parts>,
    pub(super) topics: Answers<Mark, Box<[TopicHit]>>,
    pub(super) terms: Answers<Mark, Box<[Term]>>,
    pub(super) business: Answers<Mark, Box<[Hit]>>,
    pub(super) owner: Answers<Rc<Names>, Option<Range<usize>>>,
    pub(super) acts: Answers<Rc<Names>, Option<Range<usize>>>,
    pub(super) sayings: Answers<Rc<Names>, Box<[Saying]>>,
    pub(super) spelt: Answers<Rc<Names>, Box<[Range<usize>]>>,
    pub(super) named: Answers<Rc<Names>, Box<[usize]>>,
    pub(super) decisions: Answers<Rc<Options>, Undated>,
}

/// A term of a glossary in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Its place in the glossary.
    pub(super) id: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) explained: bool,
}

/// Tells one list of phrases from another, however much they look alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark(Arc<()>);

/// Names by which people at the table may be called.
#[derive(Debug)]
pub(super) struct Names {
    list: Vec<String>,
    pub(super) phrases: Phrases<()>,
    /// With the first part of each handle: `mike` of `mike-app`.
    pub(super) people: Phrases<()>,
}

/// Options with the ways in which each may be named.
#[derive(Debug)]
pub(super) struct Options(Vec<(usize, Vec<String>)>);

/// Something that an answer depends on besides the text.
pub(super) trait Same {
    fn same(&self, other: &Self) -> bool;
}

impl Same for Mark {
    fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Same for Rc<T> {
    fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(self, other)
    }
}

/// Answers to one question, each with the list that it was asked with.
#[derive(Debug)]
pub(super) struct Answers<K, V>(RefCell<Vec<(K, Rc<V>)>>);

impl<K, V> Default for Answers<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Same + Clone, V> Answers<K, V> {
    /// The answer for a list; `read` finds it out if nobody has asked.
    pub(super) fn get(&self, list: &K, read: impl FnOnce() -> V) -> Rc<V> {
        let known = self.0.borrow();
        if let Some((_, answer)) = known.iter().find(|(of, _)| of.same(list)) {
            return Rc::clone(answer);
        }
        drop(known);
        let answer = Rc::new(read());
        let mut known = self.0.borrow_mut();
        if known.len() == LISTS {
            known.remove(0);
        }
        known.push((list.clone(), Rc::clone(&answer)));
        answer
    }
}

/// The notes on a text.
pub(super) fn notes(text: &str) -> Rc<Notes> {
    let place = place(text);
    SHELF.with_borrow_mut(|shelf| {
        if shelf.is_empty() {
            shelf.resize(KEPT, None);
        }
        let slot = shelf.get_mut(place);
        match slot {
            Some(Some(kept)) if *kept.text == *text => Rc::clone(kept),
            Some(slot) if text.len() <= LONGEST => {
                Rc::clone(slot.insert(Rc::new(Notes::new(text))))
            }
            _ => Rc::new(Notes::new(text)),
        }
    })
}

/// The place of a text on the shelf: any spread will do, as the text itself is
/// compared.
fn place(text: &str) -> usize {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut chunks = text.as_bytes().chunks_exact(8);
    let mut sum = text.len() as u64;
    let mut take = |bytes: &[u8]| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        sum = (sum.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(MIX);
    };
    chunks.by_ref().for_each(&mut take);
    take(chunks.remainder());
    usize::try_from(sum >> 40).unwrap_or(0) % KEPT
}

/// A list of names, compiled once.
pub(super) fn names(list: &[&str]) -> Rc<Names> {
    let same = |of: &Names| of.list == list;
    let firsts = || {
        let handles = list.iter().filter_map(|name| name.split_once('-'));
        handles.map(|(first, _)| first).filter(|of| of.len() > 2)
    };
    let new = || Names {
        list: list.iter().map(|name| (*name).to_owned()).collect(),
        phrases: Phrases::new(list.iter().map(|name| (name, ()))),
        people: Phrases::new(list.iter().copied().chain(firsts()).map(|name| (name, ()))),
    };
    NAMES.with_borrow_mut(|known| remembered(known, same, new))
}

/// A list of options, the same as long as it stays the same.
pub(super) fn options(list: &[(usize, &[&str])]) -> Rc<Options> {
    let same = |of: &Options| {
        let mut pairs = of.0.iter().zip(list);
        of.0.len() == list.len() && pairs.all(|(a, b)| a.0 == b.0 && a.1 == b.1)
    };
    let owned = |(number, names): &(usize, &[&str])| {
        let names = names.iter().map(|name| (*name).to_owned());
        (*number, names.collect())
    };
    let new = || Options(list.iter().map(owned).collect());
    OPTIONS.with_borrow_mut(|known| remembered(known, same, new))
}

/// The list that is the same, or a new one in place of the oldest.
fn remembered<T>(
    known: &mut Vec<Rc<T>>,
    same: impl Fn(&T) -> bool,
    new: impl FnOnce() -> T,
) -> Rc<T> {
    if let Some(of) = known.iter().find(|of| same(of)) {
        return Rc::clone(of);
    }
    let of = Rc::new(new());
    if known.len() == LISTS {
        known.remove(0);
    }
    known.push(Rc::clone(&of));
    of
}

impl Notes {
    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            tokens: tokens(text).into(),
            words: OnceCell::new(),
            sentences: OnceCell::new(),
            figures: OnceCell::new(),
            times: OnceCell::new(),
            phrases: OnceCell::new(),
            parts: OnceCell::new(),
            topics: Answers::default(),
            terms: Answers::default(),
            business: Answers::default(),
            owner: Answers::default(),
            acts: Answers::default(),
            sayings: Answers::default(),
            spelt: Answers::default(),
            named: Answers::default(),
            decisions: Answers::default(),
        }
    }

    /// The words of the text.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading {
            text: &self.text,
            tokens: Rc::clone(&self.tokens),
        }
    }

    pub(super) fn words(&self) -> u32 {
        *self.words.get_or_init(|| word_count_in(&self.text))
    }

    /// The sentences of `text`, which is the text of these notes.
    pub(super) fn sentences<'a>(&self, text: &'a str) -> Vec<Sentence<'a>> {
        let found = self.sentences.get_or_init(|| {
            let each = counted(&self.text).into_iter();
            each.map(|of| (of.start, of.start + of.text.len(), of.words))
                .collect()
        });
        let sentence = |(start, end, words): &(usize, usize, u32)| Sentence {
            text: text.get(*start..*end).unwrap_or_default(),
            start: *start,
            words: *words,
        };
        found.iter().map(sentence).collect()
    }

    pub(super) fn figures(&self) -> &[FigureMention] {
        self.figures
            .get_or_init(|| figures_in(&self.reading()).into())
    }

    pub(super) fn times(&self) -> &[Unsettled] {
        self.times
            .get_or_init(|| unsettled_in(&self.reading()).into())
    }

    /// Phrases that own, excuse or blame.
    pub(super) fn phrases(&self) -> &[PhraseHit] {
        self.phrases.get_or_init(|| owns_in(&self.reading()).into())
    }

    pub(super) fn parts(&self) -> &Parts {
        self.parts
            .get_or_init(|| Parts::of(&self.reading(), self.times()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_another_never_gets_its_notes() {
        let first = notes("5% of users cannot log in");
        assert!(Rc::ptr_eq(&first, &notes("5% of users cannot log in")));
        let texts: Vec<String> = (0..3 * KEPT).map(|n| format!("{n} users")).collect();
        for text in &texts {
            assert_eq!(*notes(text).text, **text);
        }
        for (n, text) in texts.iter().enumerate() {
            let figures = notes(text).figures().to_vec();
            let said: Vec<i64> = figures.iter().map(|of| of.quantity.milli / 1000).collect();
            // "1 users" is a label or a count like any other.
            assert_eq!(said, [i64::try_from(n).unwrap()], "{text}");
        }
    }

    #[test]
    fn answers_depend_on_the_list_that_was_asked_with() {
        let notes = notes("sarah restores it");
        let (one, other) = (names(&["sarah"]), names(&["mike"]));
        assert!(one.same(&names(&["sarah"])) && !one.same(&other));
        assert_eq!(*notes.owner.get(&one, || Some(0..5)), Some(0..5));
        assert_eq!(*notes.owner.get(&other, || None), None);
        assert_eq!(*notes.owner.get(&one, || None), Some(0..5));
    }
}
