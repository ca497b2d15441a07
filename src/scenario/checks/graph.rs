//! What can come true, given what makes it true.
//!
//! A graph of nodes that hold once enough of their causes hold. Answers in
//! time linear in its edges; a circle without a cause from outside never
//! holds. Absent on purpose: time and chance.

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(usize);

/// Which nodes can hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// How many more causes each node needs.
    wanting: Vec<usize>,
    /// What each node is a cause of.
    leads_to: Vec<Vec<usize>>,
}

impl Graph {
    fn node(&mut self, wanting: usize) -> Node {
        self.wanting.push(wanting);
        self.leads_to.push(Vec::new());
        Node(self.wanting.len() - 1)
    }

    /// A node that holds once one of its causes does; they are linked later.
    pub(super) fn any(&mut self) -> Node {
        self.node(1)
    }

    /// A node that holds anyway, or never.
    pub(super) fn given(&mut self, holds: bool) -> Node {
        self.node(usize::from(!holds))
    }

    /// A node that holds once all of these do.
    pub(super) fn all(&mut self, causes: &[Node]) -> Node {
        let node = self.node(causes.len());
        for cause in causes {
            self.link(*cause, node);
        }
        node
    }

    /// Makes one node a cause of another.
    pub(super) fn link(&mut self, cause: Node, effect: Node) {
        self.leads_to[cause.0].push(effect.0);
    }

    /// Finds out what can hold.
    pub(super) fn settle(mut self) -> Settled {
        let mut holds: Vec<bool> = self.wanting.iter().map(|wanting| *wanting == 0).collect();
        let mut news: Vec<usize> = (0..holds.len()).filter(|at| holds[*at]).collect();
        while let Some(at) = news.pop() {
            for effect in std::mem::take(&mut self.leads_to[at]) {
                self.wanting[effect] = self.wanting[effect].saturating_sub(1);
                if self.wanting[effect] == 0 && !holds[effect] {
                    holds[effect] = true;
                    news.push(effect);
                }
            }
        }
        Settled(holds)
    }
}

/// A graph that was settled.
#[derive(Debug)]
pub(super) struct Settled(Vec<bool>);

impl Settled {
    /// Whether a node can hold.
    pub(super) fn can(&self, node: Node) -> bool {
        self.0[node.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_hold_only_with_a_cause_from_outside() {
        let mut graph = Graph::default();
        let (a, b, c) = (graph.any(), graph.any(), graph.any());
        graph.link(a, b);
        graph.link(b, a);
        let sure = graph.given(true);
        graph.link(sure, c);
        let both = graph.all(&[a, c]);
        let one = graph.all(&[sure, c]);
        let settled = graph.settle();
        assert_eq!(
            [a, b, c, both, one].map(|node| settled.can(node)),
            [false, false, true, false, true]
        );
    }
}
