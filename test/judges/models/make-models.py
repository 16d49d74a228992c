"""Writes three models with random weights: they answer nonsense, but through the same code as real ones.

    python make-models.py <folder> <text whose words the chat model knows>

The chat model has a vocabulary of whole words, so that prompts are about as long, in tokens, as for a real model.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import gguf
import numpy as np

folder, words_from = Path(sys.argv[1]), Path(sys.argv[2])
random = np.random.default_rng(0)
# U+2581 stands for a space in SentencePiece vocabularies.
space = "\u2581"


def weights(*shape: int) -> np.ndarray:
    return (random.standard_normal(shape) * 0.05).astype(np.float16)


def ones(size: int) -> np.ndarray:
    return np.ones(size, dtype=np.float32)


def zeros(size: int) -> np.ndarray:
    return np.zeros(size, dtype=np.float32)


def vocabulary(writer: gguf.GGUFWriter, words: list[str]) -> int:
    """Three control tokens, all bytes, all printable characters, and every beginning of every word: merging goes
    from left to right, so a word becomes one token only when all of its beginnings are tokens."""
    control = gguf.TokenType.CONTROL
    tokens = [("<unk>", gguf.TokenType.UNKNOWN), ("<s>", control), ("</s>", control)]
    tokens += [(f"<0x{byte:02X}>", gguf.TokenType.BYTE) for byte in range(256)]
    pieces = [space, *map(chr, range(33, 127))]
    for word in words:
        pieces += [(space + word)[:length] for length in range(2, len(word) + 2)]
    tokens += [(piece, gguf.TokenType.NORMAL) for piece in dict.fromkeys(pieces)]
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([text for text, _ in tokens])
    writer.add_token_scores([0.0 if kind != gguf.TokenType.NORMAL else float(len(text)) for text, kind in tokens])
    writer.add_token_types([int(kind) for _, kind in tokens])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_sep_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(True)
    return len(tokens)


def common(writer: gguf.GGUFWriter, width: int, inner: int, context: int, heads: int) -> None:
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)


def decoder(file: str, name: str, width: int, words: list[str]) -> None:
    """A Llama of one layer: for chat, or for embeddings of as many dimensions as it is wide."""
    inner, heads = 64, width // 64
    writer = gguf.GGUFWriter(folder / file, "llama")
    writer.add_name(name)
    common(writer, width, inner, 8192, heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(64)
    size = vocabulary(writer, words)
    writer.add_vocab_size(size)
    writer.add_tensor("token_embd.weight", weights(size, width))
    writer.add_tensor("output_norm.weight", ones(width))
    writer.add_tensor("output.weight", weights(size, width))
    for part in ["attn_norm", "ffn_norm"]:
        writer.add_tensor(f"blk.0.{part}.weight", ones(width))
    for part in ["attn_q", "attn_k", "attn_v", "attn_output"]:
        writer.add_tensor(f"blk.0.{part}.weight", weights(width, width))
    writer.add_tensor("blk.0.ffn_gate.weight", weights(inner, width))
    writer.add_tensor("blk.0.ffn_up.weight", weights(inner, width))
    writer.add_tensor("blk.0.ffn_down.weight", weights(width, inner))
    finish(writer)


def cross_encoder(file: str, name: str) -> None:
    """A BERT of one layer with a head that gives one number, as rerankers have."""
    width, inner, context = 64, 64, 8192
    writer = gguf.GGUFWriter(folder / file, "bert")
    writer.add_name(name)
    common(writer, width, inner, context, 2)
    writer.add_layer_norm_eps(1e-5)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.RANK)
    size = vocabulary(writer, [])
    writer.add_vocab_size(size)
    writer.add_token_type_count(1)
    writer.add_tensor("token_embd.weight", weights(size, width))
    writer.add_tensor("position_embd.weight", weights(context, width))
    writer.add_tensor("token_types.weight", weights(1, width).astype(np.float32))
    for part in ["token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm"]:
        writer.add_tensor(f"{part}.weight", ones(width))
        writer.add_tensor(f"{part}.bias", zeros(width))
    shapes = {part: (width, width) for part in ["attn_q", "attn_k", "attn_v", "attn_output"]}
    for part, shape in {**shapes, "ffn_up": (inner, width), "ffn_down": (width, inner)}.items():
        writer.add_tensor(f"blk.0.{part}.weight", weights(*shape))
        writer.add_tensor(f"blk.0.{part}.bias", zeros(shape[0]))
    for part, rows in {"cls": width, "cls.output": 1}.items():
        writer.add_tensor(f"{part}.weight", weights(rows, width))
        writer.add_tensor(f"{part}.bias", zeros(rows))
    finish(writer)


def finish(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


known = Counter(re.findall(r"[A-Za-z]+", words_from.read_text()))
decoder("chat.gguf", "chat", 64, sorted(known))
decoder("chat-large.gguf", "chat-large", 128, sorted(known))
decoder("embeddings.gguf", "embeddings", 768, [])
cross_encoder("reranker.gguf", "reranker")
