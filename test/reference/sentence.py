"""Golden numbers of the sentence decoders (src/model/language/) from PyTorch, in doubles.

Writes sentence.json beside this script: for each decoder the layout of its parameters (whose values are `value` of
their place), tokens, z, log p of every word, perplexity, and the gradient of the sum of log p over the words that are present. Made with torch 1.13:

    python3 test/reference/sentence.py

The transformer is torch.nn.TransformerEncoderLayer (norm_first, relu) with a causal mask; GRU and LSTM are torch.nn's.
"""

import json
import math
import pathlib

import torch
from torch import nn

V, E, D, T, B, HEADS, LAYERS = 7, 4, 3, 5, 3, 2, 2
# Each sentence ends in EOS (0); what follows is padding.
TOKENS = [[3, 5, 2, 6, 0], [4, 1, 0, 0, 0], [6, 0, 0, 0, 0]]
LENGTHS = [5, 3, 2]


def value(index, scale=0.6):
    """A number for every parameter that needs no random generator."""
    return scale * math.sin(1.0 + 2.3 * index + 0.37 * index * index)


class Parameters:
    """Named tensors in the order they are asked for, each with numbers of its own."""

    def __init__(self):
        self.named = {}
        self.used = 0

    def take(self, name, *shape):
        count = math.prod(shape)
        numbers = [value(self.used + i) for i in range(count)]
        self.used += count
        tensor = torch.tensor(numbers, dtype=torch.float64).reshape(shape).requires_grad_()
        self.named[name] = tensor
        return tensor


def transformer(parameters, words, z):
    """words [B, T, E] before each place; states [B, T, E]."""
    take = parameters.take
    prefix = z @ take("decoder.prefix.w", D, E) + take("decoder.prefix.b", E)
    beside = z @ take("decoder.z", D, E)
    u = torch.cat([prefix[:, None], words + beside[:, None]], 1) + take("decoder.position", T + 1, E)
    mask = torch.triu(torch.full((T + 1, T + 1), -math.inf, dtype=torch.float64), 1)
    for i in range(1, LAYERS + 1):
        name = f"decoder.{i}"
        layer = nn.TransformerEncoderLayer(E, HEADS, 4 * E, 0.0, norm_first=True, batch_first=True).double()
        layer.eval()
        ours = {
            "norm1.weight": 1 + take(f"{name}.norm1.gain", E),
            "norm1.bias": take(f"{name}.norm1.shift", E),
            "self_attn.in_proj_weight": take(f"{name}.qkv.w", E, 3 * E).T,
            "self_attn.in_proj_bias": take(f"{name}.qkv.b", 3 * E),
            "self_attn.out_proj.weight": take(f"{name}.attended.w", E, E).T,
            "self_attn.out_proj.bias": take(f"{name}.attended.b", E),
            "norm2.weight": 1 + take(f"{name}.norm2.gain", E),
            "norm2.bias": take(f"{name}.norm2.shift", E),
            "linear1.weight": take(f"{name}.up.w", E, 4 * E).T,
            "linear1.bias": take(f"{name}.up.b", 4 * E),
            "linear2.weight": take(f"{name}.down.w", 4 * E, E).T,
            "linear2.bias": take(f"{name}.down.b", E),
        }
        u = torch.nn.utils.stateless.functional_call(layer, ours, (u, mask))
    gain, shift = 1 + take("decoder.norm.gain", E), take("decoder.norm.shift", E)
    return nn.functional.layer_norm(u, (E,), gain, shift)[:, 1:]


def recurrent(parameters, words, z, cell):
    """Layers of torch's own GRU or LSTM over [words, z]; ours keeps the weights of the two apart."""
    take = parameters.take
    gates = (4 if cell == "lstm" else 3) * E
    start = torch.zeros(1, B, E, dtype=torch.float64)
    u = words
    for i in range(1, LAYERS + 1):
        name = f"decoder.{i}"
        from_words, from_z = take(f"{name}.x", E, gates), take(f"{name}.z", D, gates)
        weights = [torch.cat([from_words, from_z]).T, take(f"{name}.h", E, gates).T]
        weights += [take(f"{name}.bx", gates), take(f"{name}.bh", gates)]
        inputs = torch.cat([u, z[:, None].expand(B, T, D)], 2)
        if cell == "lstm":
            u = torch.lstm(inputs, (start, start), weights, True, 1, 0.0, False, False, True)[0]
        else:
            u = torch.gru(inputs, start, weights, True, 1, 0.0, False, False, True)[0]
    return u


def golden(decoder, tied):
    parameters = Parameters()
    table = parameters.take("embedding", V, E)
    ids = torch.tensor(TOKENS)
    z = torch.tensor([[value(1000 + b * D + d, 1.0) for d in range(D)] for b in range(B)], dtype=torch.float64)
    z.requires_grad_()
    before = torch.cat([torch.zeros(B, 1, dtype=torch.long), ids[:, :-1]], 1)
    words = nn.functional.embedding(before, table)
    if decoder == "transformer":
        states = transformer(parameters, words, z)
    else:
        states = recurrent(parameters, words, z, decoder)
    out = table if tied else parameters.take("output.w", V, E)
    logits = states @ out.T + parameters.take("output.b", V)
    log_p = torch.log_softmax(logits, 2).gather(2, ids[:, :, None])[:, :, 0]
    present = torch.tensor([[1.0 if t < n else 0.0 for t in range(T)] for n in LENGTHS], dtype=torch.float64)
    total = (log_p * present).sum()
    total.backward()
    return {
        "decoder": decoder,
        "tied": tied,
        "layout": [[name, list(t.shape)] for name, t in parameters.named.items()],
        "z": z.tolist(),
        "logProbability": log_p.tolist(),
        "gradient": [v for t in parameters.named.values() for v in t.grad.flatten().tolist()],
        "gradientOfZ": z.grad.tolist(),
        "perplexity": math.exp(-float(total) / sum(LENGTHS)),
    }


def rounded(node):
    if isinstance(node, float):
        return float(f"{node:.12g}")
    if isinstance(node, list):
        return [rounded(item) for item in node]
    if isinstance(node, dict):
        return {key: rounded(item) for key, item in node.items()}
    return node


cases = [golden("transformer", True), golden("transformer", False), golden("lstm", True), golden("gru", False)]
sizes = {"vocabulary": V, "width": E, "latent": D, "heads": HEADS, "layers": LAYERS}
result = {"torch": torch.__version__, **sizes, "tokens": TOKENS, "lengths": LENGTHS, "cases": cases}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(rounded(result)) + "\n")
print(f"wrote {path}")
