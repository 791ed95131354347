//! The codec of a type with `from` or `try_from`, and `into`.

use super::{generics, try_expr};
use crate::model::Container;
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;
use syn::spanned::Spanned as _;

/// Returns `impl StoreValue` for a type that is stored as another type.
pub(super) fn store_value(container: &Container, ty: &Type) -> TokenStream {
    let ident = container.expanded_ident();
    let generics = generics::for_conversion(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let shape = quote_at!(ty.span(), private=> &#private::Shape::Converted(<#ty as #private::StoreValue>::SHAPE));
    let encode = quote_at!(ty.span(), private=> {
        let __value: #ty = #private::Into::into(#private::Clone::clone(self));
        <#ty as #private::StoreValue>::encode(&__value, __encoder);
    });
    let decode = match &container.conversion.try_from {
        Some(ty) => quote_at!(ty.span(), private=> #private::try_from::<#ty, Self>(__decoder)),
        None => {
            let value = try_expr(&quote_at!(ty.span(), private=> <#ty as #private::StoreValue>::decode(__decoder)));
            quote_at!(ty.span(), private=> #private::Ok(<Self as #private::From<#ty>>::from(#value)))
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #Private::StoreValue for #ident #type_generics #where_clause {
            type Nullability = <#ty as #Private::StoreValue>::Nullability;

            const SHAPE: &'static #Private::Shape = #shape;

            fn encode(&self, __encoder: &mut #Private::Encoder) {
                #encode
            }

            fn decode(__decoder: &mut #Private::Decoder<'_>) -> #Private::Result<Self, #Private::DecodeError> {
                #decode
            }
        }
    }
}
