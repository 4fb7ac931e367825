# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM docker.io/library/node:22-bookworm-slim AS ui
WORKDIR /src/static
COPY static/package.json static/package-lock.json static/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY static ./
# The page compiles the messages that the program reads, too.
COPY rooms/words ../rooms/words
RUN npm run build

FROM --platform=$BUILDPLATFORM docker.io/library/golang:1.26-bookworm AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
COPY --from=ui /src/static/dist static/dist
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/rondo ./server && mkdir /out/data

# Nothing but the program: no shell, no package manager, nothing to keep patched.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build /out/rondo /rondo
USER 65532:65532
ENV RONDO_ADDR=:8080 RONDO_DATA=/data
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/rondo", "healthcheck"]
ENTRYPOINT ["/rondo"]
