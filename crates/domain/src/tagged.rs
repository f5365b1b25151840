//! Commands as JSON: a struct a command, told apart by the field `command`, so that an unknown field is refused by name and the
//! border keeps the path to what is wrong.

use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::openapi::{
    ObjectBuilder, RefOr, Schema,
    schema::{SchemaType, Type},
};

/// How a struct is read from JSON.
pub trait ReadStruct {
    /// What reading can fail with.
    type Error;
    /// Reads one.
    ///
    /// # Errors
    /// The reader's own.
    fn read<T: DeserializeOwned>(&self, fields: Value) -> Result<T, Self::Error>;
}

/// A set of commands that are told apart by the field `command`.
pub trait Tagged: Sized {
    /// Reads a command by its name and its fields, those beside `command`.
    ///
    /// # Errors
    /// The reader's own; what `unknown` makes of a name that is no command's.
    fn read_tagged<R: ReadStruct>(
        name: &str,
        fields: Value,
        reader: &R,
        unknown: impl FnOnce(&crate::InputFault) -> R::Error,
    ) -> Result<Self, R::Error>;
}

/// Reads with serde alone; the path to a fault is lost.
pub(crate) struct Plain;

impl ReadStruct for Plain {
    type Error = serde_json::Error;
    fn read<T: DeserializeOwned>(&self, fields: Value) -> serde_json::Result<T> {
        serde_json::from_value(fields)
    }
}

/// A struct's schema with the tag that names the command.
pub(crate) fn tagged(tag: &str, schema: RefOr<Schema>) -> RefOr<Schema> {
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            let constant =
                ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).enum_values(Some([tag])).build();
            object.properties.insert("command".to_owned(), RefOr::T(Schema::Object(constant)));
            object.required.insert(0, "command".to_owned());
            RefOr::T(Schema::Object(object))
        }
        other => other,
    }
}

/// Declares a set of commands: the enum, the enum of their names, the names of both schemas, then each with its fields.
macro_rules! commands {
    (
        $(#[$edoc:meta])*
        $Command:ident, $Kind:ident, $schema:literal, $kinds:literal;
        $(
            $(#[$doc:meta])*
            $name:ident = $tag:literal {
                $($(#[$fdoc:meta])* $field:ident : $type:ty,)*
            }
        )+
    ) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
            #[serde(deny_unknown_fields)]
            #[schema(as = $name)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }
        )+

        $(#[$edoc])*
        #[derive(Debug, Clone)]
        pub enum $Command { $($(#[$doc])* $name($name),)+ }

        /// The name of a command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $Kind { $($(#[$doc])* #[serde(rename = $tag)] $name,)+ }

        impl $Kind {
            /// Every command, in the order of the flow.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name used in data and the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $tag,)+ }
            }

            /// Reads its name back.
            ///
            /// # Errors
            /// [`InputFault::UnknownCommand`](crate::InputFault::UnknownCommand).
            pub fn parse(text: &str) -> Result<Self, crate::InputFault> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or_else(|| {
                    crate::InputFault::UnknownCommand {
                        name: text.chars().take(40).filter(|c| *c != '|').collect(),
                        known: [$($tag),+].join(", "),
                    }
                })
            }
        }

        impl $Command {
            /// Its name.
            pub const fn kind(&self) -> $Kind {
                match self { $(Self::$name(_) => $Kind::$name,)+ }
            }

            fn body(&self) -> serde_json::Result<serde_json::Value> {
                match self { $(Self::$name(body) => serde_json::to_value(body),)+ }
            }

            /// Reads a command of this kind from its fields, those beside `command`. The reader says how a struct is read,
            /// so that the border can keep the path to what is wrong.
            ///
            /// # Errors
            /// The reader's own.
            pub fn read<R: crate::tagged::ReadStruct>(
                kind: $Kind,
                fields: serde_json::Value,
                reader: &R,
            ) -> Result<Self, R::Error> {
                match kind { $($Kind::$name => reader.read::<$name>(fields).map(Self::$name),)+ }
            }
        }

        impl utoipa::PartialSchema for $Kind {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                use utoipa::openapi::{ObjectBuilder, schema::{SchemaType, Type}};
                ObjectBuilder::new()
                    .schema_type(SchemaType::Type(Type::String))
                    .enum_values(Some([$($tag),+]))
                    .description(Some("The name of a command."))
                    .into()
            }
        }

        impl utoipa::ToSchema for $Kind {
            fn name() -> std::borrow::Cow<'static, str> { $kinds.into() }
        }

        impl crate::tagged::Tagged for $Command {
            fn read_tagged<R: crate::tagged::ReadStruct>(
                name: &str,
                fields: serde_json::Value,
                reader: &R,
                unknown: impl FnOnce(&crate::InputFault) -> R::Error,
            ) -> Result<Self, R::Error> {
                let kind = $Kind::parse(name).map_err(|fault| unknown(&fault))?;
                Self::read(kind, fields, reader)
            }
        }

        impl utoipa::PartialSchema for $Command {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                use utoipa::openapi::{Discriminator, OneOfBuilder, Ref};
                let discriminator = Discriminator::with_mapping("command", [
                    $(($tag, concat!("#/components/schemas/", stringify!($name), "Command"))),+
                ]);
                OneOfBuilder::new()
                    $(.item(Ref::from_schema_name(concat!(stringify!($name), "Command"))))+
                    .discriminator(Some(discriminator))
                    .into()
            }
        }

        impl utoipa::ToSchema for $Command {
            fn name() -> std::borrow::Cow<'static, str> { $schema.into() }

            fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
                use utoipa::PartialSchema;
                $(
                    let tagged = crate::tagged::tagged($tag, $name::schema());
                    schemas.push((concat!(stringify!($name), "Command").to_owned(), tagged));
                    <$name as utoipa::ToSchema>::schemas(schemas);
                )+
            }
        }

        impl serde::Serialize for $Command {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let body = self.body().map_err(serde::ser::Error::custom)?;
                let mut tagged = serde_json::Map::new();
                tagged.insert("command".to_owned(), self.kind().as_str().into());
                if let serde_json::Value::Object(fields) = body {
                    tagged.extend(fields);
                }
                tagged.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $Command {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                let mut fields = serde_json::Map::deserialize(deserializer)?;
                let name = fields.remove("command").ok_or_else(|| D::Error::missing_field("command"))?;
                let kind = $Kind::parse(name.as_str().unwrap_or_default()).map_err(D::Error::custom)?;
                Self::read(kind, serde_json::Value::Object(fields), &crate::tagged::Plain).map_err(D::Error::custom)
            }
        }
    };
}

pub(crate) use commands;
