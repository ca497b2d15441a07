//! Job families: what people do in real life, so that nobody is dealt the role
//! of their own job (handbook, "Cooperation").

use serde::{Deserialize, Serialize};
use std::fmt;

/// A family of real jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is the word people use")]
pub enum JobFamily {
    Command,
    Database,
    Backend,
    Frontend,
    Mobile,
    Sre,
    Network,
    Security,
    Data,
    Qa,
    Product,
    Design,
    Management,
    Executive,
    Finance,
    Legal,
    Support,
    Sales,
    Communications,
    Other,
}

/// The shape behind a portrait: it tells the family at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plate {
    /// Command: circle.
    Circle,
    /// Technical: rounded square.
    Square,
    /// Business: hexagon.
    Hexagon,
    /// Front line: drop.
    Drop,
}

impl JobFamily {
    /// Every family, in the order a list offers them.
    pub const ALL: [Self; 20] = [
        Self::Backend,
        Self::Frontend,
        Self::Mobile,
        Self::Database,
        Self::Sre,
        Self::Network,
        Self::Security,
        Self::Data,
        Self::Qa,
        Self::Product,
        Self::Design,
        Self::Management,
        Self::Executive,
        Self::Finance,
        Self::Legal,
        Self::Support,
        Self::Sales,
        Self::Communications,
        Self::Command,
        Self::Other,
    ];

    /// The word people use for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Command => "Incident command",
            Self::Database => "Database",
            Self::Backend => "Backend",
            Self::Frontend => "Frontend",
            Self::Mobile => "Mobile",
            Self::Sre => "SRE and operations",
            Self::Network => "Networks",
            Self::Security => "Security",
            Self::Data => "Data",
            Self::Qa => "QA",
            Self::Product => "Product",
            Self::Design => "Design",
            Self::Management => "Engineering management",
            Self::Executive => "Executive",
            Self::Finance => "Finance",
            Self::Legal => "Legal",
            Self::Support => "Customer support",
            Self::Sales => "Sales",
            Self::Communications => "Communications",
            Self::Other => "Something else",
        }
    }

    /// The plate its portraits stand on.
    pub fn plate(self) -> Plate {
        match self {
            Self::Command => Plate::Circle,
            Self::Database
            | Self::Backend
            | Self::Frontend
            | Self::Mobile
            | Self::Sre
            | Self::Network
            | Self::Security
            | Self::Data
            | Self::Qa => Plate::Square,
            Self::Product
            | Self::Design
            | Self::Management
            | Self::Executive
            | Self::Finance
            | Self::Legal
            | Self::Other => Plate::Hexagon,
            Self::Support | Self::Sales | Self::Communications => Plate::Drop,
        }
    }
}

impl fmt::Display for JobFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}
