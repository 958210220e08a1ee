"""GPT-NeoX with the module names and the weight layout of Hugging Face's implementation.

Shapes: B batch, T sequence, D width, H heads, K head width (D = H K).
"""
import math

import torch
from torch import nn

CONFIG = {
    "architectures": ["GPTNeoXForCausalLM"],
    "model_type": "gpt_neox",
    "vocab_size": 1536,
    "hidden_size": 128,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "intermediate_size": 512,
    "max_position_embeddings": 256,
    "hidden_act": "gelu",
    "rotary_pct": 0.25,
    "rotary_emb_base": 10000,
    "use_parallel_residual": True,
    "attention_bias": True,
    "layer_norm_eps": 1e-5,
    "initializer_range": 0.05,
    "attention_dropout": 0.0,
    "hidden_dropout": 0.0,
    "tie_word_embeddings": False,
    "use_cache": False,
    "bos_token_id": 0,
    "eos_token_id": 0,
    "torch_dtype": "float32",
}


class RotaryEmbedding(nn.Module):
    """Cosines and sines [T, R] for the first R = rotary_pct K coordinates of a head, for any length T."""

    def __init__(self, config):
        super().__init__()
        head_width = config["hidden_size"] // config["num_attention_heads"]
        self.width = int(head_width * config["rotary_pct"])
        exponents = torch.arange(0, self.width, 2).float() / self.width
        self.register_buffer("inv_freq", 1.0 / config["rotary_emb_base"] ** exponents, persistent=False)

    def forward(self, positions):
        angles = positions.float()[:, None] * self.inv_freq[None, :]
        angles = torch.cat((angles, angles), dim=-1)
        return angles.cos(), angles.sin()


def rotate(x, cosines, sines):
    """Rotates the first R coordinates of [B, H, T, K]; coordinate i is paired with i + R/2."""
    width = cosines.shape[-1]
    turned, kept = x[..., :width], x[..., width:]
    swapped = torch.cat((-turned[..., width // 2:], turned[..., :width // 2]), dim=-1)
    return torch.cat((turned * cosines + swapped * sines, kept), dim=-1)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, self.heads = config["hidden_size"], config["num_attention_heads"]
        self.head_width = width // self.heads
        # The output is [head 0: query, key, value | head 1: query, key, value | ...].
        self.query_key_value = nn.Linear(width, 3 * width)
        self.dense = nn.Linear(width, width)

    def forward(self, x, rotary, allowed):
        batch, length, width = x.shape
        packed = self.query_key_value(x).view(batch, length, self.heads, 3 * self.head_width).transpose(1, 2)
        query, key, value = packed.split(self.head_width, dim=-1)
        query, key = rotate(query, *rotary) / math.sqrt(self.head_width), rotate(key, *rotary)
        scores = query @ key.transpose(-1, -2)
        scores = scores.masked_fill(~allowed, torch.finfo(scores.dtype).min)
        mixed = scores.softmax(dim=-1) @ value
        return self.dense(mixed.transpose(1, 2).reshape(batch, length, width))


class Mlp(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense_h_to_4h = nn.Linear(config["hidden_size"], config["intermediate_size"])
        self.act = nn.GELU()
        self.dense_4h_to_h = nn.Linear(config["intermediate_size"], config["hidden_size"])

    def forward(self, x):
        return self.dense_4h_to_h(self.act(self.dense_h_to_4h(x)))


class Layer(nn.Module):
    """Parallel residual: attention and MLP both read the layer's input."""

    def __init__(self, config):
        super().__init__()
        self.input_layernorm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
        self.post_attention_layernorm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
        self.attention = Attention(config)
        self.mlp = Mlp(config)

    def forward(self, x, rotary, allowed):
        attention = self.attention(self.input_layernorm(x), rotary, allowed)
        return self.mlp(self.post_attention_layernorm(x)) + attention + x


class GPTNeoXModel(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed_in = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.rotary_emb = RotaryEmbedding(config)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        self.final_layer_norm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])

    def forward(self, input_ids, attention_mask):
        positions = torch.arange(input_ids.shape[1], device=input_ids.device)
        rotary = self.rotary_emb(positions)
        causal = positions[None, :] <= positions[:, None]
        allowed = causal[None, None] & (attention_mask[:, None, None, :] > 0)  # [B, 1, T queries, T keys]
        x = self.embed_in(input_ids)
        for layer in self.layers:
            x = layer(x, rotary, allowed)
        return self.final_layer_norm(x)


class GPTNeoXForCausalLM(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.gpt_neox = GPTNeoXModel(config)
        self.embed_out = nn.Linear(config["hidden_size"], config["vocab_size"], bias=False)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=config["initializer_range"])
            if getattr(module, "bias", None) is not None:
                nn.init.zeros_(module.bias)

    def forward(self, input_ids, attention_mask):
        """Logits [B, T, V]; `attention_mask` [B, T] is 0 for keys that nothing may attend to."""
        return self.embed_out(self.gpt_neox(input_ids, attention_mask))
