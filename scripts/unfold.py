"""Gives every decorated function of a file a plain body, so that mutmut mutates it too.

mutmut leaves decorated functions alone, and in the core that would be half of the rules: each kind of
criterion is a registered function, each verdict a property. So before mutating,

    @_text.register
    def _(self, rule: AllOf, truth: Truth) -> str: ...

becomes a plain `_text_AllOf` with the same body, and a decorated shell that only calls it.
"""

import re
from collections.abc import Sequence

import libcst as cst

PLAIN = {"staticmethod", "classmethod"}
"""Decorators that mutmut can mutate below."""


def unfolded(source: str) -> str:
    """The same module, every decorated function of it split into a body and a shell."""
    return cst.parse_module(source).visit(_Unfolder()).code


class _Unfolder(cst.CSTTransformer):
    def __init__(self) -> None:
        self._within: list[str] = []
        self._taken: set[tuple[str, ...]] = set()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:  # noqa: N802
        self._within.append("class")

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:  # noqa: N802
        self._within.pop()
        return updated_node

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self._within.append("function")

    def leave_FunctionDef(  # noqa: N802
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.FunctionDef]:
        self._within.pop()
        function = updated_node
        names = [_code(decorator.decorator) for decorator in function.decorators]
        if not names or "function" in self._within or set(names) <= PLAIN:
            return function
        is_method = "class" in self._within
        body = self._body_name(function, names[-1], is_method)
        call = f"{function.params.params[0].name.value}.{body}" if is_method else body
        forwarded = [
            *(param.name.value for param in function.params.params[is_method:]),
            *(f"{param.name.value}={param.name.value}" for param in function.params.kwonly_params),
        ]
        shell = function.with_changes(
            leading_lines=(),
            body=cst.IndentedBlock([cst.parse_statement(f"return {call}({', '.join(forwarded)})")]),
        )
        plain = function.with_changes(decorators=(), name=cst.Name(body))
        return cst.FlattenSentinel([plain, shell])

    def _body_name(self, function: cst.FunctionDef, decorator: str, is_method: bool) -> str:
        """`word` → `word__body`; a registered `_` is named after its dispatcher and what it is for."""
        name = function.name.value
        if name == "_":
            first: Sequence[cst.Param] = function.params.params[is_method:]
            annotation = first[0].annotation
            kind = _code(annotation.annotation) if annotation else "any"
            name = f"{decorator.split('.')[0]}_{re.sub(r'[^0-9A-Za-z]+', '_', kind)}"
        else:
            name = f"{name}__body"
        key = (*self._within, name)
        if key in self._taken and "class" not in self._within:
            raise ValueError(f"two functions would be called {name}")
        self._taken.add(key)
        return name


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)
