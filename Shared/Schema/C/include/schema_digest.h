/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "2742c71b2fb91a5a86d65420195281dabce331d29fed768bb8bee1e4c9d5b935"
#endif
