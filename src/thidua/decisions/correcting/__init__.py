"""The number, day, signer or file of a confirmed decision, mistyped, is put right by two people."""
