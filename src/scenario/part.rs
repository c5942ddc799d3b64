//! How the table becomes structs that can be read and written.

use crate::fiber::FiberKind;

use super::parameter::{Parameter, Rejected, Value};

/// Declares the parameters of one part as a struct with a field each, and the rows of the table.
macro_rules! part {
    (
        $(#[doc = $about:literal])+
        $part:ident $name:ident {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, $label:literal, $unit:literal, $kind:expr, $limits:expr; )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: Option<$type>, )+
        }

        impl $name {
            pub(super) const TABLE: &'static [Parameter] = &[$( Parameter {
                id: stringify!($field),
                part: Part::$part,
                label: $label,
                unit: $unit,
                // Without the space after `///`. The page loads this prose when it is asked for (`xtask/table.js`), so its engine has none.
                doc: if cfg!(all(target_arch = "wasm32", not(feature = "lab"))) { "" } else { concat!($($doc),+).split_at(1).1 },
                kind: $kind,
                limits: $limits.limits,
                by_membrane: $limits.by_membrane,
            } ),+];

            /// Reads `text` into the parameter `id` (empty: default). Where it is not allowed, the nearest allowed value is
            /// taken, which is the answer, or the default.
            pub(super) fn read(&mut self, id: &str, text: &str, fiber: FiberKind) -> Result<(), Option<String>> {
                read(Self::TABLE, &mut [$( &mut self.$field ),+], id, text, fiber)
            }

            /// The parameters that were given, as id and text, in the order of the table.
            pub(super) fn write(&self) -> Vec<(&'static str, String)> {
                write(Self::TABLE, &[$( &self.$field ),+])
            }
        }

        #[cfg(figure)]
        impl super::numbers::Numbered for $name {
            fn take(numbers: &mut std::slice::Iter<f64>) -> Option<Self> {
                Some(Self { $( $field: super::numbers::Numbered::take(numbers), )+ })
            }
        }
    };
}

/// A parameter that may have been given, of whatever type: so that the code that reads and writes is there once for a type.
pub(super) trait Field {
    fn read(&mut self, text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<(), Option<String>>;
    fn write(&self) -> Option<String>;
}

/// What [`part!`] makes a part read by: there once for all parts.
pub(super) fn read(
    table: &[Parameter],
    fields: &mut [&mut dyn Field],
    id: &str,
    text: &str,
    fiber: FiberKind,
) -> Result<(), Option<String>> {
    let found = table.iter().zip(fields).find(|(parameter, _)| parameter.id == id);
    found.map_or(Err(None), |(parameter, field)| field.read(text, parameter, fiber))
}

/// And written.
pub(super) fn write(table: &[Parameter], fields: &[&dyn Field]) -> Vec<(&'static str, String)> {
    let texts = table.iter().zip(fields).map(|(parameter, field)| Some((parameter.id, field.write()?)));
    texts.flatten().collect()
}

impl<T: Value> Field for Option<T> {
    fn read(&mut self, text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<(), Option<String>> {
        *self = None;
        if text.is_empty() {
            return Ok(());
        }
        let (value, answer) = match T::read(text, parameter, fiber) {
            Ok(value) => (Some(value), Ok(())),
            Err(Rejected(nearest)) => {
                let taken = nearest.as_ref().map(Value::write);
                (nearest, Err(taken))
            }
        };
        *self = value.filter(|value| !value.is_default(parameter, fiber));
        answer
    }

    fn write(&self) -> Option<String> {
        self.as_ref().map(Value::write)
    }
}

pub(super) use part;
