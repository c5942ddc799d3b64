//! Structures as JavaScript values, by serde. The general crate for that keeps every name in a table that hashes, and knows maps, bytes
//! and large whole numbers; what is here is a tenth of its size in the module.

use std::cell::RefCell;
use std::fmt::{self, Display};

use js_sys::{Array, Object};
use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Record;
    #[wasm_bindgen(method, indexing_setter)]
    fn put(this: &Record, key: &JsValue, value: JsValue);
}

/// Names of fields that are kept as JavaScript's texts: the same ones are asked for in every frame.
const KEPT: usize = 256;

thread_local! {
    /// Each at the place that its address gives.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// The name of a field as JavaScript's text.
fn name(key: &'static str) -> JsValue {
    NAMES.with_borrow_mut(|names| {
        names.resize(KEPT, ("", JsValue::UNDEFINED));
        let kept = &mut names[key.as_ptr().addr() % KEPT];
        if !std::ptr::eq(kept.0, key) {
            *kept = (key, key.into());
        }
        kept.1.clone()
    })
}

/// Gives what the JSON of the command line would: objects, arrays, texts, numbers, and null for what is absent. Numbers that are not
/// finite stay as they are.
pub(super) struct Values;

/// A structure that cannot be given to JavaScript: none of ours.
#[derive(Debug)]
pub(super) struct Unknown;

impl Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a structure for JavaScript")
    }
}

impl std::error::Error for Unknown {}

impl ser::Error for Unknown {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Made = Result<JsValue, Unknown>;

/// An object on its way.
pub(super) struct Fields {
    object: Record,
    /// The object that is made: itself, or the one that holds it under the name of a variant.
    whole: JsValue,
    key: JsValue,
}

/// An array on its way.
pub(super) struct Items(Array);

impl Fields {
    fn new() -> Self {
        let object: JsValue = Object::new().into();
        Self { object: object.clone().unchecked_into(), whole: object, key: JsValue::UNDEFINED }
    }

    fn add(&mut self, key: &JsValue, value: &(impl Serialize + ?Sized)) -> Result<(), Unknown> {
        self.object.put(key, value.serialize(Values)?);
        Ok(())
    }
}

/// An object with one property.
fn under(variant: &'static str, value: JsValue) -> JsValue {
    let fields = Fields::new();
    fields.object.put(&name(variant), value);
    fields.whole
}

/// Numbers.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, value: $type) -> Made {
            Ok((value as f64).into())
        })*
    };
}

impl ser::Serializer for Values {
    type Ok = JsValue;
    type Error = Unknown;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Impossible<JsValue, Unknown>;
    type SerializeTupleVariant = Impossible<JsValue, Unknown>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    numbers!(serialize_f32: f32, serialize_f64: f64);

    fn serialize_bool(self, value: bool) -> Made {
        Ok(value.into())
    }

    fn serialize_char(self, value: char) -> Made {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Made {
        Ok(value.into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Made {
        Err(Unknown)
    }

    fn serialize_none(self) -> Made {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made {
        Ok(under(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Unknown> {
        Ok(Items(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, Unknown> {
        Ok(Items(Array::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unknown> {
        Err(Unknown)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, Unknown> {
        Ok(Fields::new())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Unknown> {
        Ok(Fields::new())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, Unknown> {
        let Fields { object, whole, key } = Fields::new();
        Ok(Fields { object, whole: under(variant, whole), key })
    }
}

impl SerializeSeq for Items {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unknown> {
        self.0.push(&value.serialize(Values)?);
        Ok(())
    }

    fn end(self) -> Made {
        Ok(self.0.into())
    }
}

impl SerializeTuple for Items {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unknown> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Made {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for Fields {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unknown> {
        self.add(&name(key), value)
    }

    fn end(self) -> Made {
        Ok(self.whole)
    }
}

impl SerializeStructVariant for Fields {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unknown> {
        self.add(&name(key), value)
    }

    fn end(self) -> Made {
        Ok(self.whole)
    }
}

/// What is flattened into an object comes as a map.
impl SerializeMap for Fields {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unknown> {
        self.key = key.serialize(Values)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unknown> {
        let key = std::mem::replace(&mut self.key, JsValue::UNDEFINED);
        self.add(&key, value)
    }

    fn end(self) -> Made {
        Ok(self.whole)
    }
}
