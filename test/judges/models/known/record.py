"""Records which environment variables and configuration keys a program reads, from the source of its packages.

    python record.py litellm <site-packages> > imports/words/litellm.json
    python record.py open-webui <site-packages> > imports/words/open-webui.json

Nothing is imported or run: the syntax trees say it. A variable counts as read when its name, or a constant that holds
its name, is given to something that reads the environment.
"""

import ast
import json
import sys
from pathlib import Path

readers = {"getenv", "get_secret", "get_secret_str", "get_secret_bool", "str_to_bool_env", "get_env_int", "_env_bool"}
packages = {
    "litellm": ["litellm", "litellm_proxy_extras", "prisma"],
    "open-webui": ["open_webui", "huggingface_hub"],
}


def trees(folder):
    for path in sorted(folder.rglob("*.py")):
        try:
            yield path, ast.parse(path.read_text())
        except SyntaxError:
            print(f"not read: {path}", file=sys.stderr)


def text(node, constants):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.Attribute):
        return constants.get(node.attr)
    return None


def constants_of(parsed):
    found = {}
    for _, tree in parsed:
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
            value = getattr(node, "value", None)
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                for target in targets:
                    if isinstance(target, ast.Name) and target.id.isupper():
                        found[target.id] = value.value
    return found


def is_environment(node):
    return (isinstance(node, ast.Attribute) and node.attr == "environ") or (isinstance(node, ast.Name) and node.id == "environ")


def environment(parsed):
    constants, names = constants_of(parsed), set()

    def add(node):
        name = text(node, constants)
        if name and name.replace("_", "A").isalnum():
            names.add(name)

    for _, tree in parsed:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                on_environment = isinstance(called, ast.Attribute) and is_environment(called.value)
                if node.args and (name in readers or name.endswith("_from_env") or (on_environment and name in {"get", "pop", "setdefault"})):
                    add(node.args[0])
                for keyword in node.keywords:
                    if keyword.arg in {"envvar", "env"}:
                        add(keyword.value)
            elif isinstance(node, ast.Subscript) and is_environment(node.value):
                add(node.slice)
            elif isinstance(node, ast.Compare) and any(is_environment(each) for each in node.comparators):
                add(node.left)
    return sorted(names)


def module(site, path):
    return ast.parse((site / path).read_text())


def parameters(tree, class_name):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == class_name:
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                    every = method.args.posonlyargs + method.args.args + method.args.kwonlyargs
                    return {arg.arg for arg in every} - {"self"}
    raise SystemExit(f"no __init__ of {class_name}")


def fields(tree, class_names):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in class_names:
            found |= {each.target.id for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)}
    return found


def assigned(tree):
    found = set()
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []:
            if isinstance(target, ast.Name):
                found.add(target.id)
    return found


def asked_of(parsed, variable):
    """Keys that the code looks up in a dictionary of that name, or compares with while it walks one."""
    found = set()
    for _, tree in parsed:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"get", "pop"}:
                if isinstance(node.func.value, ast.Name) and node.func.value.id == variable and node.args:
                    found.add(text(node.args[0], {}))
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == variable:
                found.add(text(node.slice, {}))
            elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Constant):
                if any(isinstance(each, ast.Name) and each.id == variable for each in node.comparators):
                    found.add(text(node.left, {}))
    return found - {None}


def compared_keys(tree, function):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == function:
            for each in ast.walk(node):
                if isinstance(each, ast.Compare) and isinstance(each.left, ast.Name) and each.left.id == "key":
                    found |= {text(right, {}) for right in each.comparators}
    return found - {None}


def litellm_keys(site, parsed):
    proxy = module(site, "litellm/proxy/proxy_server.py")
    router = module(site, "litellm/router.py")
    redis = parameters(module(site, "redis/client.py"), "Redis")
    sentinel = {"sentinel_nodes", "sentinel_password", "service_name"} & asked_of(
        [(None, module(site, "litellm/_redis.py"))], "redis_kwargs"
    )
    cache = parameters(module(site, "litellm/caching/caching.py"), "Cache")
    params = fields(
        module(site, "litellm/types/router.py"),
        {"CredentialLiteLLMParams", "GenericLiteLLMParams", "LiteLLM_Params"},
    )
    params |= fields(
        module(site, "litellm/types/utils.py"), {"CustomPricingLiteLLMParams", "MirroredPricingParams"}
    )
    limits = module(site, "litellm/router_utils/client_initalization_utils.py")
    params |= asked_of([(None, limits)], "litellm_params")
    settings = compared_keys(proxy, "load_config") | asked_of(parsed, "litellm_settings")
    return {
        "litellm_settings": settings | assigned(module(site, "litellm/__init__.py")),
        "cache_params": cache | redis | sentinel,
        "router_settings": parameters(router, "Router"),
        "general_settings": asked_of(parsed, "general_settings")
        | fields(module(site, "litellm/proxy/_types.py"), {"ConfigGeneralSettings"}),
        "litellm_params": params,
    }


program, site = sys.argv[1], Path(sys.argv[2])
parsed = [each for package in packages[program] for each in trees(site / package)]
result = {"environment": environment(parsed)}
if program == "litellm":
    result["config"] = {section: sorted(keys) for section, keys in litellm_keys(site, parsed).items()}
print(json.dumps(result, indent=1))
