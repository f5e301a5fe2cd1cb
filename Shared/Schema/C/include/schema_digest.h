/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "9a2f3187843efdc21f4f0f336f7569987017006f3acd830f55eb3b4cfea24166"
#endif
